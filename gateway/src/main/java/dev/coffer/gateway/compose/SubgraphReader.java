package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import graphql.language.Definition;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.OperationTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.TypeDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one subgraph's SDL into a {@link SubgraphSchema}; what is wrong with it goes to the findings. */
final class SubgraphReader {
    /** Enough for the largest schemas known; a document beyond it is refused. */
    static final int MAX_SDL_CHARACTERS = 16 * 1024 * 1024;

    private static final int MAX_SDL_TOKENS = 4_000_000;

    private final SubgraphSdl source;
    private final Findings findings;

    private SubgraphReader(SubgraphSdl source, Findings findings) {
        this.source = source;
        this.findings = findings;
    }

    /** Null when the text is no GraphQL at all. */
    static @Nullable SubgraphSchema read(SubgraphSdl source, Findings findings) {
        return new SubgraphReader(source, findings).read();
    }

    /** Parses type definitions with limits for trusted, large documents. */
    static Document parse(String sdl) {
        ParserOptions options = ParserOptions.getDefaultSdlParserOptions()
                .transform(builder -> builder.maxCharacters(MAX_SDL_CHARACTERS)
                        .maxTokens(MAX_SDL_TOKENS)
                        .maxWhitespaceTokens(MAX_SDL_TOKENS)
                        .captureLineComments(false));
        return new Parser()
                .parseDocument(ParserEnvironment.newParserEnvironment()
                        .document(sdl)
                        .parserOptions(options)
                        .build());
    }

    private @Nullable SubgraphSchema read() {
        Document document;
        try {
            document = parse(source.sdl());
        } catch (InvalidSyntaxException invalid) {
            findings.error(Code.INVALID_GRAPHQL, "", source.name(), String.valueOf(invalid.getMessage()));
            return null;
        }
        Links links = Links.read(source.name(), document, findings);
        Set<String> declared = document.getDefinitionsOfType(DirectiveDefinition.class).stream()
                .map(DirectiveDefinition::getName)
                .collect(Collectors.toSet());
        Marks.Source marks = new Marks.Source(source.name(), links, declared, findings);
        Map<String, String> roots = rootNames(document);
        TypeReader types = new TypeReader(marks, roots);
        SequencedMap<String, SubgraphType> read = new LinkedHashMap<>();
        definitions(document, links).forEach((name, parts) -> {
            SubgraphType type = types.read(name, parts);
            if (type != null && !isEmptyRoot(type)) {
                read.put(type.name(), type);
            }
        });
        return new SubgraphSchema(source.name(), source.url(), links.version(), read);
    }

    /** A Query that held only federation's own fields. */
    private static boolean isEmptyRoot(SubgraphType type) {
        return SubgraphSchema.ROOTS.contains(type.name())
                && type.isObject()
                && type.fields().isEmpty();
    }

    private SequencedMap<String, List<TypeDefinition<?>>> definitions(Document document, Links links) {
        SequencedMap<String, List<TypeDefinition<?>>> byName = new LinkedHashMap<>();
        for (Definition<?> definition : document.getDefinitions()) {
            if (definition instanceof TypeDefinition<?> type && !links.isSpecified(type.getName())) {
                byName.computeIfAbsent(type.getName(), key -> new ArrayList<>()).add(type);
            } else if (!(definition instanceof SDLDefinition)) {
                findings.error(Code.INVALID_GRAPHQL, "", source.name(), "a schema holds no operations or fragments");
            }
        }
        return byName;
    }

    /** From the subgraph's names of its root types to Query, Mutation and Subscription. */
    private Map<String, String> rootNames(Document document) {
        Map<String, String> byOperation = new LinkedHashMap<>();
        boolean explicit = false;
        for (SchemaDefinition schema : document.getDefinitionsOfType(SchemaDefinition.class)) {
            for (OperationTypeDefinition operation : schema.getOperationTypeDefinitions()) {
                explicit = true;
                byOperation.put(operation.getName(), operation.getTypeName().getName());
            }
        }
        if (!explicit) {
            return SubgraphSchema.ROOTS.stream().collect(Collectors.toMap(name -> name, name -> name));
        }
        Map<String, String> roots = new LinkedHashMap<>();
        byOperation.forEach((operation, type) -> roots.put(type, canonicalRoot(operation)));
        return checked(document, roots);
    }

    private Map<String, String> checked(Document document, Map<String, String> roots) {
        for (Definition<?> definition : document.getDefinitions()) {
            if (definition instanceof TypeDefinition<?> type
                    && SubgraphSchema.ROOTS.contains(type.getName())
                    && !type.getName().equals(roots.get(type.getName()))) {
                Code code = Code.valueOf("ROOT_" + type.getName().toUpperCase(java.util.Locale.ROOT) + "_USED");
                String message = "the type \"" + type.getName() + "\" is not the root type of that name; rename it";
                findings.error(code, type.getName(), source.name(), message);
            }
        }
        for (String root : roots.keySet()) {
            if (document.getDefinitionsOfType(TypeDefinition.class).stream()
                    .noneMatch(type -> type.getName().equals(root))) {
                findings.error(Code.INVALID_GRAPHQL, root, source.name(), "unknown root type \"" + root + "\"");
            }
        }
        return roots;
    }

    private static String canonicalRoot(String operation) {
        return switch (operation) {
            case "mutation" -> SubgraphSchema.MUTATION;
            case "subscription" -> SubgraphSchema.SUBSCRIPTION;
            default -> SubgraphSchema.QUERY;
        };
    }
}
