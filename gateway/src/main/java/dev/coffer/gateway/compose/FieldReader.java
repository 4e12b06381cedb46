package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.FieldSetParser.InvalidFieldSet;
import dev.coffer.gateway.compose.SubgraphType.Kind;
import graphql.language.ArrayValue;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads fields, arguments and field sets of one subgraph. */
final class FieldReader {
    private final Marks.Source source;
    private final Map<String, String> roots;

    FieldReader(Marks.Source source, Map<String, String> roots) {
        this.source = source;
        this.roots = roots;
    }

    SubgraphField field(String type, Kind kind, FieldDefinition definition, Marks typeMarks, boolean extension) {
        String coordinate = type + "." + definition.getName();
        Marks marks = source.read(definition.getDirectives(), coordinate);
        if (definition.getName().startsWith("__")) {
            source.invalid(coordinate, "names that start with \"__\" are reserved");
        }
        checkPlace(type, kind, coordinate, marks);
        source.refuse(marks, coordinate, Contexts.DIRECTIVE, Contexts.READER);
        boolean typeExternal =
                typeMarks.has("external") && !source.links().version().isOne();
        List<SubgraphContext> contexts = new ArrayList<>();
        return new SubgraphField(
                definition.getName(),
                reference(definition.getType()),
                arguments(coordinate, definition, contexts),
                marks.has("external") || typeExternal,
                marks.has("shareable") || typeMarks.has("shareable"),
                extension,
                fieldSet(
                        coordinate,
                        marks.first("requires"),
                        Code.REQUIRES_INVALID_FIELDS,
                        Code.REQUIRES_INVALID_FIELDS_TYPE),
                fieldSet(
                        coordinate,
                        marks.first("provides"),
                        Code.PROVIDES_INVALID_FIELDS,
                        Code.PROVIDES_INVALID_FIELDS_TYPE),
                override(marks),
                contexts,
                marks.about(TypeReader.describe(definition)));
    }

    /** What is refused by where it stands, in Federation 2. */
    private void checkPlace(String type, Kind kind, String coordinate, Marks marks) {
        if (source.links().version().isOne()) {
            return;
        }
        if (kind == Kind.INTERFACE) {
            refuse(marks, "override", Code.OVERRIDE_ON_INTERFACE, coordinate);
            refuse(marks, "external", Code.EXTERNAL_ON_INTERFACE, coordinate);
            refuse(marks, "requires", Code.REQUIRES_UNSUPPORTED_ON_INTERFACE, coordinate);
            refuse(marks, "provides", Code.PROVIDES_UNSUPPORTED_ON_INTERFACE, coordinate);
            refuse(marks, "shareable", Code.INVALID_SHAREABLE_USAGE, coordinate);
            for (String access : Access.DIRECTIVES) {
                refuse(marks, access, Code.AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE, coordinate);
            }
        }
        for (String other : List.of("requires", "provides", "override")) {
            if (marks.has("external") && marks.has(other)) {
                Code code = other.equals("override")
                        ? Code.OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE
                        : Code.EXTERNAL_COLLISION_WITH_ANOTHER_DIRECTIVE;
                String message = "@" + other + " on the external field \"" + coordinate + "\" makes no sense";
                source.findings().error(code, coordinate, source.subgraph(), message);
            }
        }
        if (type.equals(SubgraphSchema.SUBSCRIPTION) && marks.has("shareable")) {
            String message = "root fields of a subscription cannot be shared";
            source.findings().error(Code.INVALID_FIELD_SHARING, coordinate, source.subgraph(), message);
        }
    }

    private void refuse(Marks marks, String directive, Code code, String coordinate) {
        if (marks.has(directive)) {
            String message = "@" + directive + " is not allowed on the interface field \"" + coordinate + "\"";
            source.findings().error(code, coordinate, source.subgraph(), message);
        }
    }

    private static SubgraphField.@Nullable Override override(Marks marks) {
        String from = marks.text("override", "from");
        return from == null ? null : new SubgraphField.Override(from, marks.text("override", "label"));
    }

    /** @param contexts receives the arguments that come from contexts, which are not among those answered */
    private SequencedMap<String, SubgraphInput> arguments(
            String coordinate, FieldDefinition definition, List<SubgraphContext> contexts) {
        SequencedMap<String, SubgraphInput> arguments = new LinkedHashMap<>();
        for (InputValueDefinition argument : definition.getInputValueDefinitions()) {
            String place = coordinate + "(" + argument.getName() + ":)";
            Marks marks = source.read(argument.getDirectives(), place);
            SubgraphInput read = input(place, argument, marks);
            if (marks.has(Contexts.READER)) {
                SubgraphContext context =
                        SubgraphContext.read(read, marks.text(Contexts.READER, "field"), place, source);
                if (context != null) {
                    contexts.add(context);
                }
            } else if (arguments.put(argument.getName(), read) != null) {
                source.invalid(place, "the argument is declared twice");
            }
        }
        return arguments;
    }

    /** A field of an input type. */
    SubgraphInput input(String coordinate, InputValueDefinition input) {
        Marks marks = source.read(input.getDirectives(), coordinate);
        source.refuse(marks, coordinate, Contexts.READER);
        return input(coordinate, input, marks);
    }

    private SubgraphInput input(String coordinate, InputValueDefinition input, Marks marks) {
        source.refuseAccess(marks, coordinate);
        source.refuse(marks, coordinate, Contexts.DIRECTIVE);
        String defaultValue =
                input.getDefaultValue() == null ? null : AstPrinter.printAstCompact(input.getDefaultValue());
        return new SubgraphInput(
                input.getName(), reference(input.getType()), defaultValue, marks.about(TypeReader.describe(input)));
    }

    List<SubgraphType.Key> keys(String type, List<Directive> directives, boolean extension) {
        List<SubgraphType.Key> keys = new ArrayList<>();
        for (Directive directive : directives) {
            FieldSet fields = fieldSet(type, directive, Code.KEY_INVALID_FIELDS, Code.KEY_INVALID_FIELDS_TYPE);
            if (fields != null) {
                keys.add(new SubgraphType.Key(fields, !Marks.isFalse(directive, "resolvable"), extension));
            }
        }
        return keys;
    }

    private @Nullable FieldSet fieldSet(
            String coordinate, @Nullable Directive directive, Code invalid, Code invalidType) {
        if (directive == null) {
            return null;
        }
        String text = fieldsText(Marks.value(directive, "fields"));
        if (text == null) {
            String message = "@" + directive.getName() + " needs an argument \"fields\" that is a string";
            source.findings().error(invalidType, coordinate, source.subgraph(), message);
            return null;
        }
        try {
            FieldSet fields = FieldSetParser.parse(text);
            if (!fields.isEmpty()) {
                return fields;
            }
            source.findings().error(invalid, coordinate, source.subgraph(), "the field set is empty");
        } catch (InvalidFieldSet broken) {
            source.findings().error(invalid, coordinate, source.subgraph(), String.valueOf(broken.getMessage()));
        }
        return null;
    }

    /** Federation 1 also took a list of strings. */
    private @Nullable String fieldsText(@Nullable Value<?> value) {
        if (value instanceof StringValue text) {
            return text.getValue();
        }
        if (source.links().version().isOne()
                && value instanceof ArrayValue list
                && list.getValues().stream().allMatch(StringValue.class::isInstance)) {
            return list.getValues().stream()
                    .map(item -> ((StringValue) item).getValue())
                    .collect(Collectors.joining(" "));
        }
        return null;
    }

    private TypeRef reference(Type<?> type) {
        TypeRef reference = plainReference(type);
        return reference.withInnerName(roots.getOrDefault(reference.innerName(), reference.innerName()));
    }

    static TypeRef plainReference(Type<?> type) {
        return switch (type) {
            case TypeName name -> new TypeRef.Named(name.getName());
            case ListType list -> new TypeRef.ListOf(plainReference(list.getType()));
            case NonNullType nonNull -> new TypeRef.NonNull(plainReference(nonNull.getType()));
            default -> throw new IllegalArgumentException("unknown type reference " + type);
        };
    }
}
