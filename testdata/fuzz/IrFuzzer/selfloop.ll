define ptr @f(ptr %m) {
entry:
  br label %loop
loop:
  %p = phi ptr [ %m, %entry ], [ %p, %loop ]
  %v = call ptr @"runtime.mapassign"(ptr null, ptr %p, ptr null)
  br i1 false, label %dead, label %loop
dead:
  call void @"runtime.mapclear"(ptr null, ptr %p)
  ret ptr %p
}
declare ptr @"runtime.mapassign"(ptr, ptr, ptr)
declare void @"runtime.mapclear"(ptr, ptr)
