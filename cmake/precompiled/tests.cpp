// A target to hang the headers on; it is an executable because those are compiled otherwise than libraries.
int main() { return 0; }
