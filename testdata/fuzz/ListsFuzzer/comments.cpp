auto S = R"x(//mapgraph:ignore)x"; // mapgraph:ignore MG001 why
int N = 1'000; /*
 * mapgraph:ignore MG001
 */
