%go.type = type { i64, i64, ptr, ptr, ptr }
%T = type { ptr, %T2 }
%T2 = type { [2 x ptr], i1 }
@"type:map[int]int" = linkonce_odr constant %go.type { i64 21, i64 8, ptr null, ptr @"type:map[int]int", ptr null }
@g = global %T zeroinitializer
define void @f(i64 %n, ptr nest %c) personality ptr @p {
  %m = call ptr @"runtime.makemap"(ptr @"type:map[int]int", i64 %n, ptr null)
  store ptr %m, ptr getelementptr (%T, ptr @g, i64 0, i32 1, i32 0, i64 1)
  %w = load %T, ptr @g
  %x = extractvalue %T %w, 1, 0, 1
  %s = select i1 undef, ptr %x, ptr poison
  invoke void @"runtime.newproc"(ptr @f, ptr %s) to label %ok unwind label %bad
ok:
  call void inttoptr (i64 2 to ptr)(ptr %m, ptr null)
  %a = atomicrmw xchg ptr @g, ptr %s seq_cst
  unreachable
bad:
  %l = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %l
}
declare ptr @"runtime.makemap"(ptr, i64, ptr)
declare void @"runtime.newproc"(ptr, ptr)
declare i32 @p(...)
