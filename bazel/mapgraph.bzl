"""Rules that analyse LLVM modules with mapgraph: one action for each module
(extract), one for each program (link and solve), one for its findings (check).
Actions read nothing but their inputs, so any cache can keep their results."""

MapGraphInfo = provider(
    doc = "Module graphs of a part of a program.",
    fields = {"graphs": "depset of .mg files"},
)

_KINDS = {
    "bc": "bitcode",
    "ll": "text",
    "o": "object",
}

_TOOL = attr.label(
    default = Label("//bazel:mapgraph"),
    allow_single_file = True,
    cfg = "exec",
    executable = True,
)

def _extract(ctx, module):
    if module.extension == "mg":
        return module
    graph = ctx.actions.declare_file("{}.graphs/{}.mg".format(ctx.label.name, module.short_path))
    args = ctx.actions.args()
    args.add_all(["batch-step", "extract", "--strict"])
    args.add("--kind", _KINDS[module.extension])
    args.add("--name", module.short_path)
    args.add("-o", graph)
    args.add("--", module)
    ctx.actions.run(
        executable = ctx.executable._mapgraph,
        arguments = [args],
        inputs = [module],
        outputs = [graph],
        mnemonic = "MapGraphExtract",
        progress_message = "Extracting the map graph of %s" % module.short_path,
    )
    return graph

def _graphs_impl(ctx):
    graphs = depset([_extract(ctx, module) for module in ctx.files.srcs])
    return [DefaultInfo(files = graphs), MapGraphInfo(graphs = graphs)]

mapgraph_graphs = rule(
    doc = "The module graphs of LLVM bitcode, IR text, object files with embedded graphs, or .mg files.",
    implementation = _graphs_impl,
    attrs = {
        "srcs": attr.label_list(allow_files = [".bc", ".ll", ".mg", ".o"], mandatory = True),
        "_mapgraph": _TOOL,
    },
)

def _program_impl(ctx):
    graphs = depset(transitive = [dep[MapGraphInfo].graphs for dep in ctx.attr.deps])
    program = ctx.actions.declare_file(ctx.label.name + ".mg")
    args = ctx.actions.args()
    args.add("build")
    args.add_all(graphs)
    args.add("-j", "1")
    args.add("-o", program)
    ctx.actions.run(
        executable = ctx.executable._mapgraph,
        arguments = [args],
        inputs = graphs,
        outputs = [program],
        mnemonic = "MapGraphLink",
        progress_message = "Solving the map graph of %s" % ctx.label,
    )
    return [DefaultInfo(files = depset([program]))]

mapgraph_program = rule(
    doc = "The solved graph of a program made of module graphs.",
    implementation = _program_impl,
    attrs = {
        "deps": attr.label_list(providers = [MapGraphInfo], mandatory = True),
        "_mapgraph": _TOOL,
    },
)

def _findings_impl(ctx):
    findings = ctx.actions.declare_file(ctx.label.name + ".json")
    args = ctx.actions.args()
    args.add_all(["check", "--no-config", "--json", "--fail-on", "never"])
    args.add("-o", findings)
    args.add("--", ctx.file.program)
    ctx.actions.run(
        executable = ctx.executable._mapgraph,
        arguments = [args],
        inputs = [ctx.file.program],
        outputs = [findings],
        mnemonic = "MapGraphCheck",
        progress_message = "Checking the maps of %s" % ctx.label,
    )
    return [DefaultInfo(files = depset([findings]))]

mapgraph_findings = rule(
    doc = "The findings of a program, as `mapgraph check --json` writes them.",
    implementation = _findings_impl,
    attrs = {
        "program": attr.label(allow_single_file = [".mg"], mandatory = True),
        "_mapgraph": _TOOL,
    },
)
