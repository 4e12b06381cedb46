package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.SubgraphType.Kind;
import graphql.language.AbstractDescribedNode;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumTypeExtensionDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputObjectTypeExtensionDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.ScalarTypeExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.language.UnionTypeExtensionDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Merges the definition and the extensions of one type of one subgraph. */
final class TypeReader {
    private final Marks.Source marks;
    private final Map<String, String> roots;
    private final FieldReader fields;

    TypeReader(Marks.Source marks, Map<String, String> roots) {
        this.marks = marks;
        this.roots = roots;
        this.fields = new FieldReader(marks, roots);
    }

    @Nullable
    SubgraphType read(String declaredName, List<TypeDefinition<?>> parts) {
        String name = roots.getOrDefault(declaredName, declaredName);
        Kind kind = kind(parts.getFirst());
        long definitions = parts.stream().filter(part -> !isExtension(part)).count();
        if (definitions > 1 || parts.stream().anyMatch(part -> kind(part) != kind)) {
            marks.invalid(name, "there can be only one definition of \"" + name + "\", with extensions of its kind");
            return null;
        }
        if (name.startsWith("__")) {
            marks.invalid(name, "names that start with \"__\" are reserved");
        }
        return new Parts(name, kind).addAll(parts).build();
    }

    /** Collects the parts of one type. */
    private final class Parts {
        private final String name;
        private final Kind kind;
        private final List<Directive> directives = new ArrayList<>();
        private final List<SubgraphType.Key> keys = new ArrayList<>();
        private final SequencedSet<String> interfaces = new LinkedHashSet<>();
        private final SequencedMap<String, SubgraphField> fieldsByName = new LinkedHashMap<>();
        private final SequencedMap<String, SubgraphInput> inputs = new LinkedHashMap<>();
        private final SequencedMap<String, About> values = new LinkedHashMap<>();
        private final SequencedSet<String> members = new LinkedHashSet<>();
        private boolean defined;
        private @Nullable String description;

        Parts(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        Parts addAll(List<TypeDefinition<?>> parts) {
            boolean marked = parts.stream()
                    .anyMatch(part -> marks.read(part.getDirectives(), name).has("extends"));
            for (TypeDefinition<?> part : parts) {
                boolean extension = isExtension(part);
                defined |= !extension;
                description = description == null ? describe(part) : description;
                directives.addAll(part.getDirectives());
                add(part, extension || marked);
            }
            return this;
        }

        private void add(TypeDefinition<?> part, boolean extension) {
            Marks partMarks = marks.read(((DirectivesContainer<?>) part).getDirectives(), name);
            keys.addAll(fields.keys(name, partMarks.all("key"), extension));
            if (part instanceof ImplementingTypeDefinition<?> implementing) {
                for (Type<?> implemented : implementing.getImplements()) {
                    interfaces.add(((TypeName) implemented).getName());
                }
                for (FieldDefinition field : implementing.getFieldDefinitions()) {
                    addField(field, partMarks, extension);
                }
            }
            switch (part) {
                case InputObjectTypeDefinition input ->
                    input.getInputValueDefinitions().forEach(this::addInput);
                case EnumTypeDefinition enumeration ->
                    enumeration.getEnumValueDefinitions().forEach(this::addValue);
                case UnionTypeDefinition union -> union.getMemberTypes().forEach(this::addMember);
                default -> {}
            }
        }

        private void addField(FieldDefinition field, Marks typeMarks, boolean extension) {
            if (name.equals(SubgraphSchema.QUERY)
                    && (field.getName().equals("_entities") || field.getName().equals("_service"))) {
                return;
            }
            SubgraphField read = fields.field(name, kind, field, typeMarks, extension);
            if (fieldsByName.put(read.name(), read) != null) {
                marks.invalid(name + "." + read.name(), "the field is declared twice");
            }
        }

        private void addInput(InputValueDefinition input) {
            if (inputs.put(input.getName(), fields.input(name + "." + input.getName(), input)) != null) {
                marks.invalid(name + "." + input.getName(), "the input field is declared twice");
            }
        }

        private void addValue(EnumValueDefinition value) {
            String coordinate = name + "." + value.getName();
            Marks read = marks.read(value.getDirectives(), coordinate);
            marks.refuseAccess(read, coordinate);
            marks.refuse(read, coordinate, Contexts.DIRECTIVE, Contexts.READER);
            About about = read.about(describe(value));
            if (values.put(value.getName(), about) != null) {
                marks.invalid(coordinate, "the value is declared twice");
            }
        }

        private void addMember(Type<?> member) {
            if (!members.add(((TypeName) member).getName())) {
                marks.invalid(name, "the union has \"" + ((TypeName) member).getName() + "\" twice");
            }
        }

        SubgraphType build() {
            Marks all = marks.read(directives, name);
            if (all.has("interfaceObject") && kind != Kind.OBJECT) {
                marks.findings()
                        .error(
                                Code.INTERFACE_OBJECT_USAGE_ERROR,
                                name,
                                marks.subgraph(),
                                "@interfaceObject goes on object types");
            }
            checkAccess(all);
            marks.refuse(all, name, Contexts.READER);
            if (kind == Kind.ENUM || kind == Kind.INPUT || kind == Kind.SCALAR) {
                marks.refuse(all, name, Contexts.DIRECTIVE);
            }
            return new SubgraphType(
                    name,
                    kind,
                    all.about(description),
                    defined,
                    all.has("extends"),
                    all.has("interfaceObject"),
                    keys,
                    interfaces,
                    fieldsByName,
                    inputs,
                    values,
                    members,
                    all.text("specifiedBy", "url"));
        }

        /** What is asked for values of an interface, its implementers ask for. */
        private void checkAccess(Marks all) {
            if (kind == Kind.UNION || kind == Kind.INPUT) {
                marks.refuseAccess(all, name);
            } else if (kind == Kind.INTERFACE || all.has("interfaceObject")) {
                for (String directive : Access.DIRECTIVES) {
                    if (all.has(directive)) {
                        String message =
                                "@" + directive + " goes on the types that implement the interface \"" + name + "\"";
                        marks.findings()
                                .error(Code.AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE, name, marks.subgraph(), message);
                    }
                }
            }
        }
    }

    static @Nullable String describe(Object node) {
        return node instanceof AbstractDescribedNode<?> described && described.getDescription() != null
                ? described.getDescription().getContent()
                : null;
    }

    private static Kind kind(TypeDefinition<?> definition) {
        return switch (definition) {
            case ObjectTypeDefinition ignored -> Kind.OBJECT;
            case InterfaceTypeDefinition ignored -> Kind.INTERFACE;
            case UnionTypeDefinition ignored -> Kind.UNION;
            case EnumTypeDefinition ignored -> Kind.ENUM;
            case InputObjectTypeDefinition ignored -> Kind.INPUT;
            case ScalarTypeDefinition ignored -> Kind.SCALAR;
            default -> throw new IllegalArgumentException("unknown kind of type " + definition.getClass());
        };
    }

    private static boolean isExtension(TypeDefinition<?> definition) {
        return definition instanceof ObjectTypeExtensionDefinition
                || definition instanceof InterfaceTypeExtensionDefinition
                || definition instanceof UnionTypeExtensionDefinition
                || definition instanceof EnumTypeExtensionDefinition
                || definition instanceof InputObjectTypeExtensionDefinition
                || definition instanceof ScalarTypeExtensionDefinition;
    }
}
