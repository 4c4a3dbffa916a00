-- Names are compared without punctuation from here on: the keys of the versions there are lose it too.
update registry_entry set name_key =
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    name_key, '(', ''), ')', ''), '-', ''), '.', ''), ',', ''), '&', ''), '/', ''), '''', ''), '"', ''), '·', ''),
    '、', ''), '“', ''), '”', ''), '—', '');
