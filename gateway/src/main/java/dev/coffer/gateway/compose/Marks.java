package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.SupergraphSdl.InvalidSupergraph;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.AstPrinter;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directives of one schema element by federation's names. Those that composition does not keep are left out. */
final class Marks {
    private static final Set<String> BUILT_IN = Set.of("deprecated", "specifiedBy", "oneOf");
    private static final Set<String> REPEATABLE = Set.of("key", "tag", "shareable", "composeDirective", "context");
    private static final Set<String> DROPPED_WITH_HINT = Set.of("composeDirective");

    private final Map<String, List<Directive>> byName = new LinkedHashMap<>();

    /** What the marks of a whole document are read with. @param declared names of directives that the document defines */
    record Source(String subgraph, Links links, Set<String> declared, Findings findings) {

        Marks read(List<Directive> directives, String coordinate) {
            Marks marks = new Marks();
            for (Directive directive : directives) {
                String name = name(directive, coordinate);
                if (name != null) {
                    List<Directive> same = marks.byName.computeIfAbsent(name, key -> new ArrayList<>());
                    same.add(name.equals(Contexts.DIRECTIVE) ? qualified(directive, coordinate) : directive);
                    checkAccess(name, directive, coordinate);
                    checkCost(name, directive, coordinate);
                    if (same.size() > 1 && !REPEATABLE.contains(name)) {
                        invalid(coordinate, "@" + name + " can be given only once");
                    }
                }
            }
            return marks;
        }

        private @Nullable String name(Directive directive, String coordinate) {
            String name = links.federationName(directive.getName());
            if (name == null && BUILT_IN.contains(directive.getName())) {
                return directive.getName();
            }
            if (name == null) {
                if (!declared.contains(directive.getName()) && !links.isForeign(directive.getName())) {
                    invalid(coordinate, unknown(directive.getName()));
                }
                return null;
            }
            if (DROPPED_WITH_HINT.contains(name)) {
                String message = "@" + name + " has no effect here and is not in the supergraph";
                findings.hint("DIRECTIVE_DROPPED", coordinate, List.of(subgraph), message);
            }
            return name;
        }

        /** Contexts of different subgraphs have nothing to do with each other, whatever their names. */
        private Directive qualified(Directive directive, String coordinate) {
            String name = value(directive, "name") instanceof StringValue text ? text.getValue() : null;
            if (name == null) {
                invalid(coordinate, "@context needs a name");
                return directive;
            }
            StringValue whole = new StringValue(Contexts.qualified(subgraph, name));
            return directive.transform(builder -> builder.arguments(List.of(new Argument("name", whole))));
        }

        private String unknown(String directive) {
            return "unknown directive \"@" + directive + "\"; declare it, or import it with @link from the"
                    + " specification that has it";
        }

        private void checkAccess(String name, Directive directive, String coordinate) {
            if (Access.DIRECTIVES.contains(name) && names(name, directive) == null) {
                invalid(
                        coordinate,
                        "@" + name + " needs a list of lists of strings, such as [[\"a\", \"b\"], [\"c\"]]");
            }
        }

        private void checkCost(String name, Directive directive, String coordinate) {
            if (Cost.DIRECTIVES.contains(name) && cost(name, directive) == null) {
                invalid(coordinate, "not understood: " + AstPrinter.printAstCompact(directive));
            }
        }

        /** For elements at which these directives have no place. */
        void refuseAccess(Marks marks, String coordinate) {
            for (String directive : Access.DIRECTIVES) {
                if (marks.has(directive)) {
                    invalid(coordinate, "@" + directive + " goes on objects, fields, scalars and enums");
                }
            }
        }

        /** For elements at which these directives have no place. */
        void refuse(Marks marks, String coordinate, String... directives) {
            for (String directive : directives) {
                if (marks.has(directive)) {
                    invalid(coordinate, "@" + directive + " has no place at \"" + coordinate + "\"");
                }
            }
        }

        void invalid(String coordinate, String message) {
            findings.error(Code.INVALID_GRAPHQL, coordinate, subgraph, message);
        }
    }

    private Marks() {}

    /**
     * In a supergraph directives carry federation's own names unless a link says otherwise, and only those that composition keeps
     * matter.
     *
     * @param renamed from the document's name of a directive to federation's
     * @throws InvalidSupergraph for access that could not be enforced
     */
    static Marks ofSupergraph(List<Directive> directives, Map<String, String> renamed) {
        Marks marks = new Marks();
        for (Directive directive : directives) {
            String name = renamed.getOrDefault(directive.getName(), directive.getName());
            if (Cost.DIRECTIVES.contains(name) && cost(name, directive) == null) {
                // Somebody else's directive of that name.
                continue;
            }
            if (Access.DIRECTIVES.contains(name) && names(name, directive) == null) {
                throw new InvalidSupergraph("not understood: " + AstPrinter.printAstCompact(directive));
            }
            marks.byName.computeIfAbsent(name, key -> new ArrayList<>()).add(directive);
        }
        return marks;
    }

    /** What the directive lists; null when it is not of that form. {@code @authenticated} lists nothing. */
    private static @Nullable AnyOf names(String name, Directive directive) {
        if (name.equals(Access.AUTHENTICATED)) {
            return AnyOf.NOTHING;
        }
        Value<?> value = value(directive, name.equals(Access.POLICY) ? "policies" : "scopes");
        if (!(value instanceof ArrayValue outer)) {
            return null;
        }
        List<List<String>> alternatives = new ArrayList<>();
        for (Value<?> item : outer.getValues()) {
            if (!(item instanceof ArrayValue inner)
                    || !inner.getValues().stream().allMatch(StringValue.class::isInstance)) {
                return null;
            }
            alternatives.add(inner.getValues().stream()
                    .map(text -> ((StringValue) text).getValue())
                    .toList());
        }
        return AnyOf.listed(alternatives);
    }

    /** What all of these directives ask for together. */
    private Access access() {
        return new Access(has(Access.AUTHENTICATED), together(Access.REQUIRES_SCOPES), together(Access.POLICY));
    }

    private AnyOf together(String directive) {
        AnyOf together = AnyOf.NOTHING;
        for (Directive each : all(directive)) {
            AnyOf names = names(directive, each);
            together = together.and(names == null ? AnyOf.NOBODY : names);
        }
        return together;
    }

    private static @Nullable Cost cost(String name, Directive directive) {
        return name.equals(Cost.COST) ? Cost.read(directive, null) : Cost.read(null, directive);
    }

    private Cost cost() {
        Cost said = Cost.read(first(Cost.COST), first(Cost.LIST_SIZE));
        return said == null ? Cost.UNSAID : said;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    List<Directive> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    @Nullable
    Directive first(String name) {
        return byName.containsKey(name) ? all(name).getFirst() : null;
    }

    /** The string argument of the first directive of that name, null when either is missing. */
    @Nullable
    String text(String name, String argument) {
        return first(name) instanceof Directive directive && value(directive, argument) instanceof StringValue string
                ? string.getValue()
                : null;
    }

    static @Nullable Value<?> value(Directive directive, String argument) {
        Argument found = directive.getArgument(argument);
        return found == null ? null : found.getValue();
    }

    static boolean isFalse(Directive directive, String argument) {
        return value(directive, argument) instanceof BooleanValue bool && !bool.isValue();
    }

    About about(@Nullable String description) {
        String deprecation = null;
        if (has("deprecated")) {
            String reason = text("deprecated", "reason");
            deprecation = reason == null ? "No longer supported" : reason;
        }
        List<AppliedDirective> kept = new ArrayList<>();
        all("tag").forEach(tag -> kept.add(applied("tag", tag)));
        all(Contexts.DIRECTIVE).forEach(context -> kept.add(applied(Contexts.DIRECTIVE, context)));
        all("oneOf").forEach(oneOf -> kept.add(applied("oneOf", oneOf)));
        return new About(description, deprecation, has("inaccessible"), access(), cost(), kept);
    }

    private static AppliedDirective applied(String name, Directive directive) {
        Map<String, String> arguments = new LinkedHashMap<>();
        directive
                .getArguments()
                .forEach(
                        argument -> arguments.put(argument.getName(), AstPrinter.printAstCompact(argument.getValue())));
        return new AppliedDirective(name, arguments);
    }
}
