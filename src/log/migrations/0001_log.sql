-- The public log: acts that wait for their place, leaves in their order, stored hashes of the tree, signed checkpoints.
-- Leaves and checkpoints are only ever inserted. Hashes are lower-case hex. `suite` is the algorithm suite ("intl").

-- Acts committed and not yet in the tree. The order is drawn when an act is written, so that an act that has seen
-- another one comes after it, whatever the clocks of two nodes say.
-- postgres:
create table log_pending (
  enqueue_order bigint generated always as identity primary key,
  act_id        text   not null unique,
  leaf          text   not null  -- canonical JSON, at most 65,535 bytes
);

-- sqlite:
create table log_pending (
  enqueue_order integer primary key,
  act_id        text   not null unique,
  leaf          text   not null  -- canonical JSON, at most 65,535 bytes
);

-- The leaves. Their index is also the cursor of the change feed.
create table log_leaf (
  log_index     bigint not null primary key check (log_index >= 0),
  act_id        text   not null unique,
  leaf          text   not null,
  integrated_at bigint not null
);

-- How many leaves each tree has.
create table log_head (
  suite     text   not null primary key,
  tree_size bigint not null check (tree_size >= 0)
);
insert into log_head (suite, tree_size) values ('intl', 0);

-- The tiles of C2SP tlog-tiles; the last one of each level grows, a full one has 256 hashes and stays.
create table log_tile (
  suite      text   not null,
  level      bigint not null,
  tile_index bigint not null,
  hashes     text   not null,
  primary key (suite, level, tile_index)
);

-- Every checkpoint ever signed.
create table log_checkpoint (
  suite     text   not null,
  tree_size bigint not null,
  root_hash text   not null,
  note      text   not null,  -- the signed note
  signed_at bigint not null,
  primary key (suite, tree_size)
);
