package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.FieldSetParser.InvalidFieldSet;
import dev.coffer.gateway.compose.SupergraphSdl.InvalidSupergraph;
import graphql.language.AstPrinter;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads types of a supergraph document with their {@code @join__*} directives. */
final class JoinReader {
    private final Map<String, Supergraph.Subgraph> graphs;
    private final Map<String, String> renamed;
    private final Set<String> unionsWithoutMembers = new LinkedHashSet<>();

    /**
     * @param graphs by their value of {@code join__Graph}
     * @param renamed from the document's name of a directive to federation's
     */
    JoinReader(Map<String, Supergraph.Subgraph> graphs, Map<String, String> renamed) {
        this.graphs = graphs;
        this.renamed = renamed;
    }

    TypeDef read(TypeDefinition<?> type) {
        About about = about(type, TypeReader.describe(type));
        return switch (type) {
            case ObjectTypeDefinition object -> {
                SequencedMap<String, TypeJoin> joins = joins(object);
                yield new ObjectDef(object.getName(), fields(object, joins.keySet()), joins, about);
            }
            case InterfaceTypeDefinition found -> {
                SequencedMap<String, TypeJoin> joins = joins(found);
                yield new InterfaceDef(found.getName(), fields(found, joins.keySet()), joins, about);
            }
            case UnionTypeDefinition union -> union(union, about);
            case EnumTypeDefinition enumeration -> enumeration(enumeration, about);
            case InputObjectTypeDefinition input -> input(input, about);
            case ScalarTypeDefinition scalar ->
                new ScalarDef(scalar.getName(), specifiedBy(scalar), subgraphs(scalar), about);
            default -> throw new InvalidSupergraph("a supergraph has no extensions: " + type.getName());
        };
    }

    /** Before join v0.3 unions do not say whose their members are: those that the subgraph has. */
    void completeUnions(SequencedMap<String, TypeDef> types) {
        for (String name : unionsWithoutMembers) {
            if (types.get(name) instanceof UnionDef union) {
                SequencedMap<String, SequencedSet<String>> known = new LinkedHashMap<>();
                union.membersBySubgraph().forEach((subgraph, members) -> {
                    SequencedSet<String> there = new LinkedHashSet<>(members);
                    there.removeIf(member -> !(types.get(member) instanceof ObjectDef object)
                            || !object.joins().containsKey(subgraph));
                    known.put(subgraph, there);
                });
                types.put(name, new UnionDef(name, known, union.about()));
            }
        }
    }

    private SequencedMap<String, TypeJoin> joins(ImplementingTypeDefinition<?> type) {
        SequencedMap<String, TypeJoin> joins = new LinkedHashMap<>();
        for (Directive directive : type.getDirectives("join__type")) {
            String subgraph = graph(directive);
            TypeJoin before = joins.getOrDefault(subgraph, TypeJoin.PLAIN);
            List<TypeJoin.Key> keys = new ArrayList<>(before.keys());
            FieldSet key = fieldSet(directive, "key");
            if (key != null) {
                keys.add(new TypeJoin.Key(key, !Marks.isFalse(directive, "resolvable")));
            }
            joins.put(
                    subgraph,
                    new TypeJoin(
                            keys,
                            before.extension() || flag(directive, "extension"),
                            before.interfaceObject() || flag(directive, "isInterfaceObject"),
                            interfaces(type, subgraph)));
        }
        if (joins.isEmpty()) {
            throw new InvalidSupergraph("\"" + type.getName() + "\" has no @join__type");
        }
        return joins;
    }

    private SequencedSet<String> interfaces(ImplementingTypeDefinition<?> type, String subgraph) {
        SequencedSet<String> names = new LinkedHashSet<>();
        for (Directive directive : type.getDirectives("join__implements")) {
            String implemented = text(directive, "interface");
            if (graph(directive).equals(subgraph) && implemented != null) {
                names.add(implemented);
            }
        }
        return names;
    }

    private SequencedMap<String, FieldDef> fields(ImplementingTypeDefinition<?> type, Set<String> owners) {
        SequencedMap<String, FieldDef> fields = new LinkedHashMap<>();
        for (FieldDefinition field : type.getFieldDefinitions()) {
            SequencedMap<String, ArgumentDef> arguments = new LinkedHashMap<>();
            for (InputValueDefinition argument : field.getInputValueDefinitions()) {
                arguments.put(argument.getName(), argument(argument));
            }
            TypeRef reference = FieldReader.plainReference(field.getType());
            fields.put(
                    field.getName(),
                    new FieldDef(
                            field.getName(),
                            reference,
                            arguments,
                            joins(field, reference, owners),
                            about(field, TypeReader.describe(field))));
        }
        return fields;
    }

    private SequencedMap<String, Join> joins(FieldDefinition field, TypeRef type, Set<String> owners) {
        List<Directive> directives = field.getDirectives("join__field");
        SequencedMap<String, Join> joins = new LinkedHashMap<>();
        if (directives.isEmpty()) {
            owners.forEach(subgraph -> joins.put(subgraph, Join.of(type)));
        }
        for (Directive directive : directives) {
            if (Marks.value(directive, "graph") != null) {
                joins.put(graph(directive), join(directive, type));
            }
        }
        return joins;
    }

    private Join join(Directive directive, TypeRef merged) {
        String type = text(directive, "type");
        return new Join(
                type == null ? merged : FieldReader.plainReference(Parser.parseType(type)),
                flag(directive, "external"),
                fieldSet(directive, "requires"),
                fieldSet(directive, "provides"),
                text(directive, "override"),
                text(directive, "overrideLabel"),
                flag(directive, "usedOverridden"),
                ContextSpecification.read(directive));
    }

    private ArgumentDef argument(InputValueDefinition argument) {
        return new ArgumentDef(
                argument.getName(),
                FieldReader.plainReference(argument.getType()),
                literal(argument),
                about(argument, TypeReader.describe(argument)));
    }

    private UnionDef union(UnionTypeDefinition union, About about) {
        SequencedMap<String, SequencedSet<String>> members = new LinkedHashMap<>();
        subgraphs(union).forEach(subgraph -> members.put(subgraph, new LinkedHashSet<>()));
        List<Directive> directives = union.getDirectives("join__unionMember");
        for (Directive directive : directives) {
            String member = text(directive, "member");
            if (member != null) {
                members.computeIfAbsent(graph(directive), subgraph -> new LinkedHashSet<>())
                        .add(member);
            }
        }
        if (directives.isEmpty()) {
            unionsWithoutMembers.add(union.getName());
            for (Type<?> member : union.getMemberTypes()) {
                members.values().forEach(known -> known.add(((TypeName) member).getName()));
            }
        }
        return new UnionDef(union.getName(), members, about);
    }

    private EnumDef enumeration(EnumTypeDefinition enumeration, About about) {
        SequencedSet<String> owners = subgraphs(enumeration);
        SequencedMap<String, EnumDef.Value> values = new LinkedHashMap<>();
        for (EnumValueDefinition value : enumeration.getEnumValueDefinitions()) {
            List<String> known = value.getDirectives("join__enumValue").stream()
                    .map(this::graph)
                    .toList();
            values.put(
                    value.getName(),
                    new EnumDef.Value(
                            value.getName(),
                            known.isEmpty() ? owners : known,
                            about(value, TypeReader.describe(value))));
        }
        return new EnumDef(enumeration.getName(), values, owners, about);
    }

    private InputDef input(InputObjectTypeDefinition input, About about) {
        SequencedSet<String> owners = subgraphs(input);
        SequencedMap<String, InputDef.InputField> fields = new LinkedHashMap<>();
        for (InputValueDefinition field : input.getInputValueDefinitions()) {
            TypeRef type = FieldReader.plainReference(field.getType());
            SequencedMap<String, TypeRef> joins = new LinkedHashMap<>();
            for (Directive directive : field.getDirectives("join__field")) {
                if (Marks.value(directive, "graph") != null) {
                    joins.put(graph(directive), join(directive, type).type());
                }
            }
            if (joins.isEmpty()) {
                owners.forEach(subgraph -> joins.put(subgraph, type));
            }
            About fieldAbout = about(field, TypeReader.describe(field));
            fields.put(
                    field.getName(), new InputDef.InputField(field.getName(), type, literal(field), joins, fieldAbout));
        }
        return new InputDef(input.getName(), fields, owners, about);
    }

    private SequencedSet<String> subgraphs(DirectivesContainer<?> type) {
        SequencedSet<String> names = new LinkedHashSet<>();
        type.getDirectives("join__type").forEach(directive -> names.add(graph(directive)));
        return names;
    }

    private static @Nullable String specifiedBy(ScalarTypeDefinition scalar) {
        List<Directive> directives = scalar.getDirectives("specifiedBy");
        return directives.isEmpty() ? null : text(directives.getFirst(), "url");
    }

    private static @Nullable String literal(InputValueDefinition input) {
        return input.getDefaultValue() == null ? null : AstPrinter.printAstCompact(input.getDefaultValue());
    }

    private About about(DirectivesContainer<?> node, @Nullable String description) {
        return Marks.ofSupergraph(node.getDirectives(), renamed).about(description);
    }

    private String graph(Directive directive) {
        Supergraph.Subgraph graph =
                Marks.value(directive, "graph") instanceof EnumValue value ? graphs.get(value.getName()) : null;
        if (graph == null) {
            throw new InvalidSupergraph("@" + directive.getName() + " names no value of join__Graph: "
                    + AstPrinter.printAstCompact(directive));
        }
        return graph.name();
    }

    private static @Nullable FieldSet fieldSet(Directive directive, String argument) {
        String text = text(directive, argument);
        try {
            return text == null ? null : FieldSetParser.parse(text);
        } catch (InvalidFieldSet invalid) {
            throw new InvalidSupergraph("@" + directive.getName() + "(" + argument + ":): " + invalid.getMessage());
        }
    }

    private static boolean flag(Directive directive, String argument) {
        return Marks.value(directive, argument) instanceof BooleanValue value && value.isValue();
    }

    static @Nullable String text(Directive directive, String argument) {
        return Marks.value(directive, argument) instanceof StringValue value ? value.getValue() : null;
    }
}
