package p

//mapgraph:ignore MG001,MG003 why
var m = `
//mapgraph:ignore MG001 text` /* mapgraph:ignore X */
