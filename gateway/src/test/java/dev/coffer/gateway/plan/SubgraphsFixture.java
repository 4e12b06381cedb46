package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.About;
import dev.coffer.gateway.compose.Access;
import dev.coffer.gateway.compose.ArgumentDef;
import dev.coffer.gateway.compose.Cost;
import dev.coffer.gateway.compose.EnumDef;
import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.FieldSet;
import dev.coffer.gateway.compose.InterfaceDef;
import dev.coffer.gateway.compose.Join;
import dev.coffer.gateway.compose.ObjectDef;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.TypeDef;
import dev.coffer.gateway.compose.TypeJoin;
import dev.coffer.gateway.compose.TypeRef;
import dev.coffer.gateway.compose.UnionDef;
import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.Field;
import graphql.language.FieldDefinition;
import graphql.language.InlineFragment;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NamedNode;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
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
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Supergraphs for planner tests, from the SDL of valid Federation 2 subgraphs. It joins types by name and checks nothing, so
 * that a planner test fails for the planner's faults only.
 */
final class SubgraphsFixture {

    private final SequencedMap<String, String> sdl = new LinkedHashMap<>();

    static SubgraphsFixture subgraph(String name, String schema) {
        return new SubgraphsFixture().and(name, schema);
    }

    SubgraphsFixture and(String name, String schema) {
        sdl.put(name, schema);
        return this;
    }

    Supergraph compose() {
        SequencedMap<String, Map<String, TypeDefinition<?>>> byType = new LinkedHashMap<>();
        sdl.forEach((subgraph, schema) -> Parser.parse(schema)
                .getDefinitionsOfType(TypeDefinition.class)
                .forEach(def -> byType.computeIfAbsent(def.getName(), ignored -> new LinkedHashMap<>())
                        .put(subgraph, def)));
        SequencedMap<String, TypeDef> types = new LinkedHashMap<>();
        byType.forEach((name, defs) -> types.put(name, type(name, defs)));
        return new Supergraph(
                sdl.keySet().stream()
                        .map(name -> new Supergraph.Subgraph(name, "http://" + name))
                        .toList(),
                types,
                "Query",
                types.containsKey("Mutation") ? "Mutation" : null,
                types.containsKey("Subscription") ? "Subscription" : null);
    }

    private static TypeDef type(String name, Map<String, TypeDefinition<?>> defs) {
        boolean anInterface = defs.values().stream().anyMatch(InterfaceTypeDefinition.class::isInstance);
        return switch (defs.values().iterator().next()) {
            case UnionTypeDefinition ignored -> union(name, defs);
            case EnumTypeDefinition def -> {
                SequencedMap<String, EnumDef.Value> values = new LinkedHashMap<>();
                def.getEnumValueDefinitions()
                        .forEach(value -> values.put(
                                value.getName(), new EnumDef.Value(value.getName(), defs.keySet(), about(value))));
                yield new EnumDef(name, values, new LinkedHashSet<>(defs.keySet()), about(def));
            }
            case TypeDefinition<?> def
            when anInterface -> new InterfaceDef(name, fields(defs), joins(defs), about(def));
            case TypeDefinition<?> def -> new ObjectDef(name, fields(defs), joins(defs), about(def));
        };
    }

    private static UnionDef union(String name, Map<String, TypeDefinition<?>> defs) {
        SequencedMap<String, SequencedSet<String>> members = new LinkedHashMap<>();
        defs.forEach((subgraph, def) -> {
            SequencedSet<String> names = new LinkedHashSet<>();
            ((UnionTypeDefinition) def).getMemberTypes().forEach(type -> names.add(((TypeName) type).getName()));
            members.put(subgraph, names);
        });
        return new UnionDef(name, members, About.NOTHING);
    }

    private static About about(Object def) {
        boolean hidden = def instanceof DirectivesContainer<?> container && container.hasDirective("inaccessible");
        return new About(null, null, hidden, Access.OPEN, Cost.UNSAID, List.of());
    }

    private static Map<String, TypeJoin> joins(Map<String, TypeDefinition<?>> defs) {
        Map<String, TypeJoin> joins = new LinkedHashMap<>();
        defs.forEach((subgraph, def) -> {
            List<TypeJoin.Key> keys = new ArrayList<>();
            for (Directive key : def.getDirectives("key")) {
                boolean resolvable = key.getArgument("resolvable") == null
                        || ((BooleanValue) key.getArgument("resolvable").getValue()).isValue();
                keys.add(new TypeJoin.Key(Objects.requireNonNull(fieldSet(key)), resolvable));
            }
            Set<String> interfaces = new LinkedHashSet<>();
            implemented(def).forEach(type -> interfaces.add(((TypeName) type).getName()));
            joins.put(subgraph, new TypeJoin(keys, false, def.hasDirective("interfaceObject"), interfaces));
        });
        return joins;
    }

    @SuppressWarnings("rawtypes")
    private static List<Type> implemented(TypeDefinition<?> def) {
        return switch (def) {
            case ObjectTypeDefinition object -> object.getImplements();
            case InterfaceTypeDefinition found -> found.getImplements();
            default -> List.of();
        };
    }

    private static List<FieldDefinition> fieldsOf(TypeDefinition<?> def) {
        return switch (def) {
            case ObjectTypeDefinition object -> object.getFieldDefinitions();
            case InterfaceTypeDefinition found -> found.getFieldDefinitions();
            default -> List.of();
        };
    }

    private static Map<String, FieldDef> fields(Map<String, TypeDefinition<?>> defs) {
        Map<String, Map<String, FieldDefinition>> byField = new LinkedHashMap<>();
        defs.forEach((subgraph, def) -> fieldsOf(def)
                .forEach(field -> byField.computeIfAbsent(field.getName(), ignored -> new LinkedHashMap<>())
                        .put(subgraph, field)));
        Map<String, FieldDef> fields = new LinkedHashMap<>();
        byField.forEach((name, bySubgraph) -> fields.put(name, field(name, bySubgraph)));
        return fields;
    }

    private static FieldDef field(String name, Map<String, FieldDefinition> defs) {
        Map<String, Join> joins = new LinkedHashMap<>();
        Map<String, ArgumentDef> arguments = new LinkedHashMap<>();
        @Nullable TypeRef merged = null;
        for (Map.Entry<String, FieldDefinition> entry : defs.entrySet()) {
            FieldDefinition def = entry.getValue();
            boolean overridden = defs.values().stream()
                    .anyMatch(other -> other.hasDirective("override")
                            && entry.getKey()
                                    .equals(text(other.getDirectives("override").getFirst(), "from")));
            TypeRef type = ref(def.getType());
            merged = merged == null || merged.isNonNull() ? type : merged;
            joins.put(entry.getKey(), join(def, type, overridden));
            def.getInputValueDefinitions()
                    .forEach(input -> arguments.put(
                            input.getName(),
                            new ArgumentDef(input.getName(), ref(input.getType()), null, About.NOTHING)));
        }
        return new FieldDef(name, Objects.requireNonNull(merged), arguments, joins, About.NOTHING);
    }

    private static Join join(FieldDefinition def, TypeRef type, boolean overridden) {
        return new Join(
                type,
                def.hasDirective("external"),
                def.hasDirective("requires")
                        ? fieldSet(def.getDirectives("requires").getFirst())
                        : null,
                def.hasDirective("provides")
                        ? fieldSet(def.getDirectives("provides").getFirst())
                        : null,
                def.hasDirective("override")
                        ? text(def.getDirectives("override").getFirst(), "from")
                        : null,
                null,
                overridden);
    }

    private static TypeRef ref(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> new TypeRef.NonNull(ref(nonNull.getType()));
            case ListType list -> new TypeRef.ListOf(ref(list.getType()));
            case TypeName name -> new TypeRef.Named(name.getName());
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static String text(Directive directive, String argument) {
        return Objects.requireNonNull(
                ((StringValue) directive.getArgument(argument).getValue()).getValue());
    }

    private static FieldSet fieldSet(Directive directive) {
        SelectionSet set = Parser.parse("{" + text(directive, "fields") + "}")
                .getDefinitionsOfType(OperationDefinition.class)
                .getFirst()
                .getSelectionSet();
        return fieldSet(set);
    }

    private static FieldSet fieldSet(@Nullable SelectionSet set) {
        List<FieldSet.Selection> selections = new ArrayList<>();
        if (set != null) {
            set.getSelections().forEach(selection -> {
                if (selection instanceof Field field) {
                    Map<String, String> arguments = new LinkedHashMap<>();
                    for (Argument argument : field.getArguments()) {
                        arguments.put(argument.getName(), AstPrinter.printAstCompact(argument.getValue()));
                    }
                    selections.add(new FieldSet.Field(field.getName(), arguments, fieldSet(field.getSelectionSet())));
                } else if (selection instanceof InlineFragment fragment) {
                    selections.add(new FieldSet.Fragment(
                            ((NamedNode<?>) fragment.getTypeCondition()).getName(),
                            fieldSet(fragment.getSelectionSet())));
                }
            });
        }
        return new FieldSet(selections);
    }

    /** A planner over these subgraphs whose clock stands still. */
    Planner planner() {
        return new Planner(compose(), () -> 0L);
    }

    /** The plan of a query, or an assertion error with the refusal. */
    Plan plan(String query) {
        return switch (planner().plan(Parser.parse(query), null)) {
            case PlanResult.Planned planned -> planned.plan();
            case PlanResult.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    /** The refusal of a query, or an assertion error with the plan. */
    PlanResult.Refused refusal(String query) {
        return switch (planner().plan(Parser.parse(query), null)) {
            case PlanResult.Planned planned -> throw new AssertionError(PlanText.print(planned.plan()));
            case PlanResult.Refused refused -> refused;
        };
    }
}
