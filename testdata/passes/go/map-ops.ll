; Each map operation of the Go front end, with the values that flow.
; RUN: opt-19 -load-pass-plugin=%mapgraph -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
%go.type = type { i64, i64, ptr, ptr, ptr }
%go.slice = type { ptr, i64, i64 }
%go.mapiter = type { ptr, ptr, [6 x i64] }
%"m.T" = type { i64, ptr }
@"type:int" = constant %go.type { i64 2, i64 8, ptr null, ptr null, ptr null }
@"type:map[int]*m.T" = constant %go.type { i64 21, i64 8, ptr @"type:int", ptr @"type:*m.T", ptr null }
@"type:*m.T" = constant %go.type { i64 22, i64 8, ptr null, ptr @"type:m.T", ptr null }
@"type:m.T" = constant %go.type { i64 25, i64 16, ptr null, ptr null, ptr null }
@"m.g" = global ptr null

declare ptr @runtime.makemap(ptr, i64, ptr)
declare ptr @runtime.mapassign(ptr, ptr, ptr)
declare { ptr, i1 } @runtime.mapaccess2(ptr, ptr, ptr)
declare void @runtime.mapiterinit(ptr, ptr, ptr)
declare i1 @runtime.mapiternext(ptr, ptr)
declare ptr @runtime.newobject(ptr)

; CHECK-LABEL: define m.store
; CHECK: %[[E:[0-9]+]] entry {{.*}} -> %[[O:[0-9]+]]
define void @m.store(i64 %k) {
entry:
  %key = alloca i64
  %t = call ptr @runtime.newobject(ptr @"type:m.T")
  store i64 %k, ptr %key
  %m = load ptr, ptr @m.g
  %slot = call ptr @runtime.mapassign(ptr @"type:map[int]*m.T", ptr %m, ptr %key)
  store ptr %t, ptr %slot
  ret void
}
define ptr @m.get(ptr %m, i64 %k) {
entry:
  %key = alloca i64
  store i64 %k, ptr %key
  %r = call { ptr, i1 } @runtime.mapaccess2(ptr @"type:map[int]*m.T", ptr %m, ptr %key)
  %slot = extractvalue { ptr, i1 } %r, 0
  %v = load ptr, ptr %slot
  %ok = extractvalue { ptr, i1 } %r, 1
  br i1 %ok, label %a, label %b
a:
  br label %c
b:
  br label %c
c:
  ret ptr %v
}
define void @m.range(ptr %m) {
entry:
  %it = alloca %go.mapiter
  call void @runtime.mapiterinit(ptr @"type:map[int]*m.T", ptr %m, ptr %it)
  br label %loop
loop:
  %ok = call i1 @runtime.mapiternext(ptr @"type:map[int]*m.T", ptr %it)
  br i1 %ok, label %body, label %done
body:
  %vp = getelementptr %go.mapiter, ptr %it, i32 0, i32 1
  %vq = load ptr, ptr %vp
  %v = load ptr, ptr %vq
  %f = getelementptr %"m.T", ptr %v, i32 0, i32 1
  store ptr %m, ptr %f
  br label %loop
done:
  ret void
}
