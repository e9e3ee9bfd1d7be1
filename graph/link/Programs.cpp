//===- Programs.cpp - Which programs a linked graph holds -----------------===//

#include "graph/link/Programs.h"

#include <algorithm>
#include <map>
#include <optional>

namespace mapgraph {

// The test binary that a package is compiled for: "p [p.test]" and "p_test
// [p.test]" are for "p.test", which is also the path of its main package.
// Empty for a package that is not only for tests.
static std::string_view testVariant(std::string_view Path, uint32_t Flags) {
  size_t Open = Path.rfind(" [");
  if (Path.ends_with("]") && Open != std::string_view::npos)
    return Path.substr(Open + 2, Path.size() - Open - 3);
  bool IsTestMain =
      (Flags & PF_Test) && (Flags & PF_Main) && Path.ends_with(".test");
  return IsTestMain ? Path : std::string_view();
}

// Folders of commands that only show how a library is used.
static bool hasExampleFolder(std::string_view Path) {
  while (!Path.empty()) {
    size_t End = std::min(Path.find('/'), Path.size());
    std::string_view Folder = Path.substr(0, End);
    for (std::string_view Name :
         {"example", "examples", "_example", "_examples", "sample", "samples",
          "demo", "demos", "tutorial", "tutorials", "benchmark", "benchmarks",
          "hack"})
      if (Folder == Name)
        return true;
    Path.remove_prefix(std::min(End + 1, Path.size()));
  }
  return false;
}

namespace {
class ProgramFinder {
public:
  explicit ProgramFinder(const Graph &G) : G(G) {
    AnyOwn = std::ranges::any_of(
        G.Packages, [](const Package &P) { return P.Flags & PF_Own; });
    Prefix = ownPrefix();
  }

  std::vector<Program> run() {
    addCommands();
    markReached();
    addTests();
    addKernel();
    addLibrary();
    return std::move(Programs);
  }

private:
  using Roots = std::vector<FunctionId>;

  uint32_t packageFlags(const Function &F) const {
    return F.Package ? G.package(F.Package).Flags : 0;
  }
  std::string packagePath(const Function &F) const {
    return std::string(F.Package ? G.str(G.package(F.Package).Path)
                                 : std::string_view());
  }
  bool isOwn(const Function &F) const {
    uint32_t Flags = packageFlags(F);
    return AnyOwn ? Flags & PF_Own : !(Flags & (PF_Dep | PF_Std));
  }

  template <typename Predicate> Roots select(Predicate Wanted) const {
    Roots Out;
    for (size_t I = 0; I != G.Functions.size(); ++I)
      if ((G.Functions[I].Flags & FF_Defined) && Wanted(G.Functions[I]))
        Out.push_back(FunctionId(I));
    return Out;
  }

  bool isCalled(const Function &F) const {
    return std::ranges::any_of(G.in(F.Node), [&](EdgeId E) {
      return G.edge(E).kind() == EdgeKind::Code;
    });
  }

  void add(Program::Kind K, std::string Name, Roots Inits, const Roots &Rest) {
    Inits.insert(Inits.end(), Rest.begin(), Rest.end());
    Programs.push_back({K, std::move(Name), std::move(Inits)});
  }

  void addCommands() {
    auto IsMain = [&](const Function &F) {
      return (F.Flags & FF_Main) && isOwn(F) && !(packageFlags(F) & PF_Test);
    };
    Roots Mains = select([&](const Function &F) {
      return IsMain(F) && (packageFlags(F) & PF_Main);
    });
    if (Mains.empty()) {
      Mains = select(IsMain);
      IsPlain = !Mains.empty();
    }
    std::ranges::sort(Mains, {}, [&](FunctionId F) {
      return std::pair(packagePath(G.function(F)), F);
    });
    for (FunctionId Main : Mains) {
      // In plain bitcode the loader runs the initialisers of every unit.
      PackageId P = G.function(Main).Package;
      Roots Inits = select([&](const Function &F) {
        return (F.Flags & FF_Init) && (IsPlain ? !isCalled(F) : F.Package == P);
      });
      std::string Name = packagePath(G.function(Main));
      add(Program::Kind::Command,
          Name.empty() ? std::string(G.str(G.function(Main).Display)) : Name,
          std::move(Inits), {Main});
    }
  }

  bool isOwnPackage(const Package &P) const {
    return AnyOwn ? P.Flags & PF_Own : !(P.Flags & (PF_Dep | PF_Std));
  }

  // The number of characters of the path that all packages of the module have
  // in common.
  size_t ownPrefix() const {
    std::optional<std::string_view> Common;
    for (const Package &P : G.Packages)
      if (isOwnPackage(P)) {
        std::string_view Path = G.str(P.Path);
        Common = Common.value_or(Path);
        auto End = std::ranges::mismatch(*Common, Path).in1;
        Common = Common->substr(0, End - Common->begin());
      }
    if (!Common)
      return 0;
    bool Folder = std::ranges::all_of(G.Packages, [&](const Package &P) {
      std::string_view Path = G.str(P.Path);
      return !isOwnPackage(P) || Path == *Common || Path[Common->size()] == '/';
    });
    return Folder ? Common->size() : Common->rfind('/') + 1;
  }

  // A library that only examples use has other users, too.
  bool isExample(const Program &P) const {
    return P.What == Program::Kind::Command &&
           hasExampleFolder(P.Name.substr(std::min(Prefix, P.Name.size())));
  }

  // Packages of functions that a chain of code references from a command leads
  // to. The initialisers among them stand for the imports.
  void markReached() {
    // All units of plain bitcode belong to its program.
    Reached.assign(G.Packages.size(), IsPlain);
    std::vector<bool> Seen(G.Functions.size());
    Roots Work;
    auto Reach = [&](FunctionId F) {
      if (!Seen[F.Value])
        Work.push_back(F);
      Seen[F.Value] = true;
    };
    for (const Program &P : Programs)
      if (!isExample(P))
        for (FunctionId F : P.Roots)
          Reach(F);
    while (!Work.empty()) {
      const Function &F = G.function(Work.back());
      Work.pop_back();
      if (F.Package)
        Reached[F.Package.Value] = true;
      for (uint32_t N = 0; N != F.Count; ++N)
        for (EdgeId E : G.out(NodeId(F.First.Value + N)))
          if (G.edge(E).kind() == EdgeKind::Code)
            if (const Node &To = G.node(G.edge(E).To);
                To.kind() == NodeKind::Function)
              Reach(To.Function);
    }
  }

  // By name. A package without a variant of its own is for the binary of its
  // tests only when it has some: otherwise the variant is what is tested.
  std::string testBinary(const Function &F, bool HasTests) const {
    std::string Path = packagePath(F);
    std::string_view Variant = testVariant(Path, packageFlags(F));
    if (!Variant.empty())
      return std::string(Variant);
    return HasTests ? Path + ".test" : "";
  }

  struct Binary {
    Roots Inits, Tests;
  };

  // Initialisers call those of the imports.
  void removeCalled(Roots &Inits) const {
    std::vector<bool> Listed(G.Functions.size());
    for (FunctionId F : Inits)
      Listed[F.Value] = true;
    std::erase_if(Inits, [&](FunctionId F) {
      return std::ranges::any_of(G.in(G.function(F).Node), [&](EdgeId E) {
        FunctionId Caller = G.node(G.edge(E).From).Function;
        return G.edge(E).kind() == EdgeKind::Code && Caller != F &&
               Listed[Caller.Value];
      });
    });
  }

  void addTests() {
    std::map<std::string, Binary> Binaries;
    std::vector<bool> HasTests(G.Packages.size() + 1); // last: no package
    auto Row = [&](const Function &F) {
      return F.Package ? F.Package.Value : G.Packages.size();
    };
    for (FunctionId I : select([&](const Function &F) {
           return (F.Flags & FF_Test) && isOwn(F);
         })) {
      const Function &F = G.function(I);
      Binaries[testBinary(F, true)].Tests.push_back(I);
      HasTests[Row(F)] = true;
    }
    for (FunctionId I :
         select([&](const Function &F) { return F.Flags & FF_Init; })) {
      const Function &F = G.function(I);
      auto It = Binaries.find(testBinary(F, HasTests[Row(F)]));
      if (It != Binaries.end())
        It->second.Inits.push_back(I);
    }
    for (auto &[Name, B] : Binaries) {
      removeCalled(B.Inits);
      add(Program::Kind::TestBinary, Name, std::move(B.Inits), B.Tests);
    }
  }

  void addKernel() {
    std::map<std::string, Roots> Units;
    for (FunctionId I : select([&](const Function &F) {
           return (F.Flags & FF_Program) && isOwn(F);
         })) {
      const Function &F = G.function(I);
      Units[packagePath(F)].push_back(I);
      // Its other functions are no API: nobody links against it.
      if (F.Package)
        Reached[F.Package.Value] = true;
    }
    for (auto &[Path, R] : Units)
      add(Program::Kind::Kernel, Path, {}, R);
  }

  void addLibrary() {
    auto InLibrary = [&](const Function &F) {
      return isOwn(F) && !(packageFlags(F) & (PF_Main | PF_Test)) &&
             !(F.Package && Reached[F.Package.Value]);
    };
    constexpr uint32_t Others =
        FF_Init | FF_Main | FF_Test | FF_Program | FF_Artificial;
    Roots Exported = select([&](const Function &F) {
      return (F.Flags & FF_Exported) && !(F.Flags & Others) && InLibrary(F);
    });
    if (Exported.empty())
      return;
    Roots Inits = select(
        [&](const Function &F) { return (F.Flags & FF_Init) && InLibrary(F); });
    add(Program::Kind::Library, "library", std::move(Inits), Exported);
  }

  const Graph &G;
  bool AnyOwn;
  size_t Prefix;
  bool IsPlain = false; ///< a main function, but no main package
  std::vector<Program> Programs;
  std::vector<bool> Reached; ///< packages that are part of another program
};
} // namespace

std::vector<Program> programs(const Graph &G, bool Tests) {
  std::vector<Program> Out = ProgramFinder(G).run();
  if (!Tests)
    std::erase_if(Out, [](const Program &P) {
      return P.What == Program::Kind::TestBinary;
    });
  return Out;
}

} // namespace mapgraph
