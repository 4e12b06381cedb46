package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.SupergraphSdl.InvalidSupergraph;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.EnumValueDefinition;
import graphql.language.OperationTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.TypeDefinition;
import graphql.language.Value;
import graphql.parser.InvalidSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a supergraph document: its links, its subgraphs, and by {@link JoinReader} its types. */
final class SupergraphReader {
    private static final Pattern URL = Pattern.compile("^.*/(?<name>[^/]+)/v(?<version>\\d+\\.\\d+)$");
    private static final Set<String> JOIN_VERSIONS = Set.of("0.2", "0.3", "0.4", "0.5");
    private static final Set<String> UNDERSTOOD = Set.of(
            "link", "join", "inaccessible", "tag", "authenticated", "requiresScopes", "policy", "cost", "context");
    private static final String ACCESS_VERSION = "0.1";
    private static final List<String> SPECIFIED =
            List.of("join__", "link__", "requiresScopes__", "policy__", "federation__", "context__");

    private final Document document;
    private final Map<String, Supergraph.Subgraph> graphs = new LinkedHashMap<>();
    private final Map<String, String> renamed = new HashMap<>();

    private SupergraphReader(Document document) {
        this.document = document;
    }

    static Supergraph read(String sdl) {
        try {
            return new SupergraphReader(SubgraphReader.parse(sdl)).read();
        } catch (InvalidSyntaxException invalid) {
            throw new InvalidSupergraph("not GraphQL: " + invalid.getMessage());
        } catch (AnyOf.TooManyAlternatives tooMany) {
            throw new InvalidSupergraph(String.valueOf(tooMany.getMessage()));
        }
    }

    private Supergraph read() {
        List<SchemaDefinition> schemas = document.getDefinitionsOfType(SchemaDefinition.class);
        if (schemas.isEmpty()) {
            throw new InvalidSupergraph("no schema definition with @link to join: this is no supergraph");
        }
        checkLinks(schemas);
        readGraphs();
        JoinReader types = new JoinReader(graphs, renamed);
        SequencedMap<String, TypeDef> read = new LinkedHashMap<>();
        for (TypeDefinition<?> type : typeDefinitions()) {
            read.put(type.getName(), types.read(type));
        }
        types.completeUnions(read);
        // Older composers leave interfaces without what their implementers ask for.
        AccessSpread.up(read);
        Map<String, String> roots = roots(schemas);
        String query = roots.get("query");
        if (query == null || !(read.get(query) instanceof ObjectDef)) {
            throw new InvalidSupergraph("the schema has no query type");
        }
        return new Supergraph(
                List.copyOf(graphs.values()), read, query, roots.get("mutation"), roots.get("subscription"));
    }

    private void checkLinks(List<SchemaDefinition> schemas) {
        boolean hasJoin = false;
        for (SchemaDefinition schema : schemas) {
            for (Directive directive : schema.getDirectives()) {
                if (directive.getName().equals("core")) {
                    throw new InvalidSupergraph(
                            "join v0.1 with @core is not supported; compose it with join v0.2 or later");
                }
                hasJoin |= directive.getName().equals("link") && checkLink(directive);
            }
        }
        if (!hasJoin) {
            throw new InvalidSupergraph("no @link to join: this is no supergraph");
        }
    }

    /** True for the link to join. */
    private boolean checkLink(Directive link) {
        String url = String.valueOf(JoinReader.text(link, "url"));
        Matcher matcher = URL.matcher(url);
        String name = matcher.matches() ? matcher.group("name") : url;
        boolean isJoin = name.equals("join");
        if (isJoin && !JOIN_VERSIONS.contains(matcher.group("version"))) {
            throw new InvalidSupergraph("join v" + matcher.group("version") + " is not supported: " + JOIN_VERSIONS);
        }
        Value<?> purpose = Marks.value(link, "for");
        if (purpose instanceof EnumValue && !UNDERSTOOD.contains(name)) {
            throw new InvalidSupergraph("\"" + url + "\" must be understood to execute this supergraph and is not");
        }
        if (Access.DIRECTIVES.contains(name) && !matcher.group("version").equals(ACCESS_VERSION)) {
            throw new InvalidSupergraph("\"" + url + "\" is not supported: only v" + ACCESS_VERSION);
        }
        rename(name, url, link);
        return isJoin;
    }

    /** Directives of the same name as their specification may be called otherwise, by the whole link or in its imports. */
    private void rename(String name, String url, Directive link) {
        String as = JoinReader.text(link, "as");
        boolean isPrefix = name.equals("join") || name.equals("link");
        if (isPrefix && as != null) {
            throw new InvalidSupergraph("\"" + url + "\" under another name is not supported");
        }
        if (isPrefix || !UNDERSTOOD.contains(name)) {
            return;
        }
        if (as != null) {
            renamed.put(as, name);
        }
        Findings findings = new Findings();
        for (Links.Import each : Links.imports("", link, findings)) {
            String directive = each.name().substring(1);
            if (directive.equals(name) || (name.equals(Cost.COST) && Cost.DIRECTIVES.contains(directive))) {
                renamed.put(each.as().substring(1), directive);
            }
        }
        if (findings.hasErrors()) {
            throw new InvalidSupergraph("\"" + url + "\" has imports that are not understood");
        }
    }

    private void readGraphs() {
        for (EnumTypeDefinition type : document.getDefinitionsOfType(EnumTypeDefinition.class)) {
            if (type.getName().equals("join__Graph")) {
                type.getEnumValueDefinitions().forEach(this::readGraph);
            }
        }
        if (graphs.isEmpty()) {
            throw new InvalidSupergraph("no enum join__Graph: this is no supergraph");
        }
    }

    private void readGraph(EnumValueDefinition value) {
        List<Directive> directives = value.getDirectives("join__graph");
        String name = directives.isEmpty() ? null : JoinReader.text(directives.getFirst(), "name");
        String url = directives.isEmpty() ? null : JoinReader.text(directives.getFirst(), "url");
        if (name == null || url == null) {
            throw new InvalidSupergraph("join__Graph." + value.getName() + " needs @join__graph(name:, url:)");
        }
        graphs.put(value.getName(), new Supergraph.Subgraph(name, url));
    }

    private List<TypeDefinition<?>> typeDefinitions() {
        List<TypeDefinition<?>> types = new ArrayList<>();
        document.getDefinitions().forEach(definition -> {
            if (definition instanceof TypeDefinition<?> type && !isSpecified(type.getName())) {
                types.add(type);
            }
        });
        return types;
    }

    private static boolean isSpecified(String name) {
        return SPECIFIED.stream().anyMatch(name::startsWith) || BuiltIn.SCALARS.contains(name);
    }

    private static Map<String, String> roots(List<SchemaDefinition> schemas) {
        Map<String, String> roots = new LinkedHashMap<>();
        for (SchemaDefinition schema : schemas) {
            for (OperationTypeDefinition operation : schema.getOperationTypeDefinitions()) {
                roots.put(operation.getName(), operation.getTypeName().getName());
            }
        }
        return roots;
    }
}
