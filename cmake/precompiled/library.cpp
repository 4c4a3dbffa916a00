// A target to hang the headers on; of the program itself nothing.
