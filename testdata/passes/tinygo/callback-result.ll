; A callback has no object that could name its result.
; REQUIRES: tool
; RUN: mapgraph query sql 'SELECT op FROM v_ops' %s | FileCheck-19 %s
; CHECK: update
declare ptr @time.AfterFunc(i64, ptr, ptr, ptr)
declare void @runtime.hashmapStringSet(ptr, ptr, i64, ptr, ptr)

define void @main.main(ptr %context) {
  %cell = alloca ptr, align 8
  %m = load ptr, ptr %cell, align 8
  %t = call ptr @time.AfterFunc(i64 1, ptr %cell, ptr @"main.main$1", ptr undef)
  call void @runtime.hashmapStringSet(ptr %m, ptr %t, i64 1, ptr %t, ptr undef)
  ret void
}
define internal void @"main.main$1"(ptr %context) {
  ret void
}
