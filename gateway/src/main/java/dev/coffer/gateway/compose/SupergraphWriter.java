package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a supergraph as SDL with join v0.5. */
final class SupergraphWriter {
    private final Supergraph supergraph;
    private final Map<String, String> graphs;
    private final PlainSdl sdl = new PlainSdl();

    SupergraphWriter(Supergraph supergraph) {
        this.supergraph = supergraph;
        this.graphs = graphNames(supergraph.subgraphs());
    }

    /** Names of subgraphs as enum values: {@code user-api} is {@code USER_API}, made unique where two would be equal. */
    private static Map<String, String> graphNames(List<Supergraph.Subgraph> subgraphs) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Supergraph.Subgraph subgraph : subgraphs) {
            String name = subgraph.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
            name = Character.isDigit(name.charAt(0)) || name.startsWith("__") ? "GRAPH_" + name : name;
            String unique = name;
            for (int suffix = 1; !taken.add(unique); suffix++) {
                unique = name + "_" + suffix;
            }
            names.put(subgraph.name(), unique);
        }
        return names;
    }

    String write() {
        schemaDefinition();
        sdl.raw(JoinSpecification.DEFINITIONS);
        AccessSpecification.definitions(supergraph).forEach(sdl::raw);
        CostSpecification.definitions(supergraph).forEach(sdl::raw);
        ContextSpecification.definitions(supergraph).forEach(sdl::raw);
        joinGraph();
        for (TypeDef type : supergraph.types().values()) {
            sdl.description("", type.about().description());
            switch (type) {
                case ObjectDef object -> writeFielded("type", object);
                case InterfaceDef found -> writeFielded("interface", found);
                case UnionDef union -> writeUnion(union);
                case EnumDef enumeration -> writeEnum(enumeration);
                case InputDef input -> writeInput(input);
                case ScalarDef scalar -> writeScalar(scalar);
            }
        }
        return sdl.toString();
    }

    private void schemaDefinition() {
        List<String> links = new ArrayList<>(List.of(
                "@link(url: \"https://specs.apollo.dev/link/v1.0\")",
                "@link(url: \"https://specs.apollo.dev/join/v0.5\", for: EXECUTION)",
                "@link(url: \"https://specs.apollo.dev/tag/v0.3\")",
                "@link(url: \"https://specs.apollo.dev/inaccessible/v0.2\", for: SECURITY)"));
        links.addAll(AccessSpecification.links(supergraph));
        links.addAll(CostSpecification.links(supergraph));
        links.addAll(ContextSpecification.links(supergraph));
        sdl.open("schema", "", List.of(), links);
        sdl.line("query: " + supergraph.queryType(), List.of());
        if (supergraph.mutationType() != null) {
            sdl.line("mutation: " + supergraph.mutationType(), List.of());
        }
        if (supergraph.subscriptionType() != null) {
            sdl.line("subscription: " + supergraph.subscriptionType(), List.of());
        }
        sdl.close();
    }

    private void joinGraph() {
        sdl.open("enum", "join__Graph", List.of(), List.of());
        for (Supergraph.Subgraph subgraph : supergraph.subgraphs()) {
            String about = "@join__graph(name: " + PlainSdl.quote(subgraph.name()) + ", url: "
                    + PlainSdl.quote(subgraph.url()) + ")";
            sdl.line(graph(subgraph.name()), List.of(about));
        }
        sdl.close();
    }

    private String graph(String subgraph) {
        return Objects.requireNonNull(graphs.get(subgraph), subgraph);
    }

    private void writeFielded(String keyword, FieldedDef type) {
        List<String> directives = new ArrayList<>();
        type.joins().forEach((subgraph, join) -> directives.addAll(typeJoins(subgraph, join)));
        type.joins()
                .forEach((subgraph, join) -> join.interfaces()
                        .forEach(implemented -> directives.add("@join__implements(graph: " + graph(subgraph)
                                + ", interface: " + PlainSdl.quote(implemented) + ")")));
        directives.addAll(marks(type.about()));
        sdl.open(keyword, type.name(), type.interfaces(), directives);
        type.fields().values().forEach(field -> writeField(type, field));
        sdl.close();
    }

    private List<String> typeJoins(String subgraph, TypeJoin join) {
        List<String> keys = join.keys().isEmpty()
                ? List.of("")
                : join.keys().stream().map(SupergraphWriter::keyArguments).toList();
        String rest = (join.extension() ? ", extension: true" : "")
                + (join.interfaceObject() ? ", isInterfaceObject: true" : "");
        return keys.stream()
                .map(key -> "@join__type(graph: " + graph(subgraph) + key + rest + ")")
                .toList();
    }

    private static String keyArguments(TypeJoin.Key key) {
        return ", key: " + PlainSdl.quote(key.fields().toString()) + (key.resolvable() ? "" : ", resolvable: false");
    }

    private void writeField(FieldedDef type, FieldDef field) {
        List<String> arguments = new ArrayList<>();
        for (ArgumentDef argument : field.arguments().values()) {
            arguments.add(PlainSdl.described(argument.about().description())
                    + PlainSdl.input(
                            argument.name(), argument.type(), argument.defaultValue(), marks(argument.about())));
        }
        List<String> directives = new ArrayList<>(fieldJoins(type, field));
        directives.addAll(marks(field.about()));
        sdl.description("  ", field.about().description());
        sdl.line(field.name() + PlainSdl.arguments(arguments) + ": " + field.type(), directives);
    }

    /** None when every subgraph of the type simply has the field. */
    private List<String> fieldJoins(FieldedDef type, FieldDef field) {
        if (field.joins().isEmpty()) {
            return List.of("@join__field");
        }
        boolean sameTypes =
                field.joins().values().stream().allMatch(join -> join.type().equals(field.type()));
        boolean plain = field.joins().keySet().equals(type.joins().keySet())
                && field.joins().values().stream().allMatch(join -> join.equals(Join.of(field.type())));
        if (plain) {
            return List.of();
        }
        return field.joins().entrySet().stream()
                .map(entry -> fieldJoin(entry.getKey(), entry.getValue(), !sameTypes))
                .toList();
    }

    private String fieldJoin(String subgraph, Join join, boolean withType) {
        StringBuilder text = new StringBuilder("@join__field(graph: " + graph(subgraph));
        append(text, "requires", join.requires());
        append(text, "provides", join.provides());
        append(text, "type", withType ? join.type() : null);
        text.append(join.external() ? ", external: true" : "");
        append(text, "override", join.overrideFrom());
        text.append(join.usedOverridden() ? ", usedOverridden: true" : "");
        append(text, "overrideLabel", join.label());
        text.append(ContextSpecification.written(join.contexts()));
        return text.append(')').toString();
    }

    private static void append(StringBuilder text, String argument, @Nullable Object value) {
        if (value != null) {
            text.append(", ").append(argument).append(": ").append(PlainSdl.quote(value.toString()));
        }
    }

    private void writeUnion(UnionDef union) {
        List<String> directives = new ArrayList<>(plainJoins(union.subgraphs()));
        union.membersBySubgraph()
                .forEach((subgraph, members) -> members.forEach(member -> directives.add(
                        "@join__unionMember(graph: " + graph(subgraph) + ", member: " + PlainSdl.quote(member) + ")")));
        directives.addAll(marks(union.about()));
        sdl.raw("union " + union.name() + PlainSdl.joined(directives) + " = " + String.join(" | ", union.members())
                + "\n");
    }

    private void writeEnum(EnumDef enumeration) {
        sdl.open("enum", enumeration.name(), List.of(), withMarks(enumeration));
        for (EnumDef.Value value : enumeration.values().values()) {
            List<String> directives = value.subgraphs().stream()
                    .map(subgraph -> "@join__enumValue(graph: " + graph(subgraph) + ")")
                    .toList();
            sdl.description("  ", value.about().description());
            sdl.line(value.name(), concat(directives, marks(value.about())));
        }
        sdl.close();
    }

    private void writeInput(InputDef input) {
        sdl.open("input", input.name(), List.of(), withMarks(input));
        for (InputDef.InputField field : input.fields().values()) {
            boolean plain = field.joins().keySet().equals(input.subgraphs())
                    && field.joins().values().stream().allMatch(type -> type.equals(field.type()));
            List<String> joins = plain
                    ? List.of()
                    : field.joins().entrySet().stream()
                            .map(join -> "@join__field(graph: " + graph(join.getKey()) + ", type: "
                                    + PlainSdl.quote(join.getValue().toString()) + ")")
                            .toList();
            String content = PlainSdl.input(field.name(), field.type(), field.defaultValue(), List.of());
            sdl.description("  ", field.about().description());
            sdl.line(content, concat(joins, marks(field.about())));
        }
        sdl.close();
    }

    private void writeScalar(ScalarDef scalar) {
        List<String> directives = new ArrayList<>(withMarks(scalar));
        if (scalar.specifiedBy() != null) {
            directives.add("@specifiedBy(url: " + PlainSdl.quote(scalar.specifiedBy()) + ")");
        }
        sdl.raw("scalar " + scalar.name() + PlainSdl.joined(directives) + "\n");
    }

    private List<String> withMarks(TypeDef type) {
        return concat(plainJoins(type.subgraphs()), marks(type.about()));
    }

    private List<String> plainJoins(Set<String> subgraphs) {
        return subgraphs.stream()
                .map(subgraph -> "@join__type(graph: " + graph(subgraph) + ")")
                .toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<String> marks(About about) {
        List<String> marks = new ArrayList<>();
        if (about.inaccessible()) {
            marks.add("@inaccessible");
        }
        marks.addAll(about.access().directives());
        marks.addAll(about.cost().directives());
        about.directives().forEach(directive -> marks.add(directive.toString()));
        if (about.deprecation() != null) {
            marks.add(PlainSdl.deprecated(about.deprecation()));
        }
        return marks;
    }
}
