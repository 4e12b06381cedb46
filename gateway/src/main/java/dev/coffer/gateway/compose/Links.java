package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.SubgraphSchema.Version;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.SchemaDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which directives of a document mean which of federation, by its {@code @link}s: versions, imports, renames and prefixes.
 * Without a link to federation the document is Federation 1 and the old names hold.
 */
final class Links {
    static final Version NEWEST = new Version(2, 12);
    private static final Pattern URL = Pattern.compile("^(?<base>.*/(?<name>[^/]+))/v(?<major>\\d+)\\.(?<minor>\\d+)$");
    private static final String SPECIFICATIONS = "https://specs.apollo.dev/";
    private static final String FEDERATION = SPECIFICATIONS + "federation";
    private static final Set<String> VERSION_ONE_NAMES =
            Set.of("key", "requires", "provides", "external", "extends", "tag", "inaccessible", "override");
    private static final Set<String> VERSION_TWO_NAMES = Set.of(
            "key",
            "requires",
            "provides",
            "external",
            "extends",
            "shareable",
            "override",
            "inaccessible",
            "tag",
            "interfaceObject",
            "composeDirective",
            "authenticated",
            "requiresScopes",
            "policy",
            "context",
            "fromContext",
            "cost",
            "listSize");
    /** Specifications of their own, too, with the directives that each brings. */
    private static final Map<String, Set<String>> OWN_SPECIFICATIONS = Map.of(
            "tag", Set.of("tag"),
            "inaccessible", Set.of("inaccessible"),
            "authenticated", Set.of("authenticated"),
            "requiresScopes", Set.of("requiresScopes"),
            "policy", Set.of("policy"),
            "context", Set.of("context", "fromContext"),
            "cost", Set.of("cost", "listSize"));

    private static final Set<String> SPECIFIED_TYPES =
            Set.of("_Any", "_Entity", "_Service", "_FieldSet", "link__Import", "link__Purpose");

    private final Map<String, String> federationNames = new HashMap<>();
    private final Set<String> importedTypes = new HashSet<>();
    private final Set<String> foreignPrefixes = new HashSet<>();
    private final Set<String> foreignNames = new HashSet<>();
    private Version version = Version.ONE;
    private String prefix = "federation";

    private Links() {}

    static Links read(String subgraph, Document document, Findings findings) {
        Links links = new Links();
        for (SchemaDefinition schema : document.getDefinitionsOfType(SchemaDefinition.class)) {
            for (Directive directive : schema.getDirectives()) {
                if (directive.getName().equals("link")) {
                    links.add(subgraph, directive, findings);
                }
            }
        }
        if (links.version.isOne()) {
            VERSION_ONE_NAMES.forEach(name -> links.federationNames.putIfAbsent(name, name));
        }
        return links;
    }

    Version version() {
        return version;
    }

    /** Federation's name for a directive of the document, null when it is none of federation's. */
    @Nullable
    String federationName(String directive) {
        String imported = federationNames.get(directive);
        if (imported != null || version.isOne()) {
            return imported;
        }
        String name = directive.startsWith(prefix + "__") ? directive.substring(prefix.length() + 2) : "";
        return VERSION_TWO_NAMES.contains(name) ? name : null;
    }

    /** True for a directive that another linked specification brings. */
    boolean isForeign(String directive) {
        int separator = directive.indexOf("__");
        return foreignNames.contains(directive)
                || (separator > 0 && foreignPrefixes.contains(directive.substring(0, separator)));
    }

    /** True for types that belong to a specification and not to the subgraph's own schema. */
    boolean isSpecified(String type) {
        int separator = type.indexOf("__");
        return SPECIFIED_TYPES.contains(type)
                || importedTypes.contains(type)
                || (separator > 0 && isSpecifiedPrefix(type.substring(0, separator)));
    }

    private boolean isSpecifiedPrefix(String candidate) {
        return candidate.equals(prefix) || candidate.equals("federation") || foreignPrefixes.contains(candidate);
    }

    private void add(String subgraph, Directive link, Findings findings) {
        String url = text(
                link.getArgument("url") == null ? null : link.getArgument("url").getValue());
        Matcher matcher = URL.matcher(url == null ? "" : url);
        if (!matcher.matches()) {
            String message = "@link needs a url that ends in a name and a version such as /v2.9, not \"" + url + "\"";
            findings.error(Code.INVALID_LINK_DIRECTIVE_USAGE, "", subgraph, message);
            return;
        }
        String as = text(
                link.getArgument("as") == null ? null : link.getArgument("as").getValue());
        String name = matcher.group("name");
        boolean isFederation = matcher.group("base").equals(FEDERATION);
        if (isFederation) {
            setVersion(subgraph, matcher, findings);
            prefix = as == null ? name : as;
        } else {
            foreignPrefixes.add(as == null ? name : as);
            foreignNames.add(as == null ? name : as);
        }
        Set<String> brought = matcher.group("base").equals(SPECIFICATIONS + name)
                ? OWN_SPECIFICATIONS.getOrDefault(name, Set.of())
                : Set.of();
        if (!brought.isEmpty()) {
            federationNames.put(as == null ? name : as, name);
        }
        for (Import each : imports(subgraph, link, findings)) {
            add(subgraph, each, isFederation, brought, findings);
        }
    }

    private void setVersion(String subgraph, Matcher matcher, Findings findings) {
        version = new Version(Integer.parseInt(matcher.group("major")), Integer.parseInt(matcher.group("minor")));
        if (version.major() != NEWEST.major() || version.minor() > NEWEST.minor()) {
            String message = "federation v" + version.major() + "." + version.minor()
                    + " is not known here; use v2.0 to v2." + NEWEST.minor();
            findings.error(Code.UNKNOWN_FEDERATION_LINK_VERSION, "", subgraph, message);
        }
    }

    /** A name that a link brings. @param as what the document calls it; both with their {@code @} where they are directives */
    record Import(String name, String as) {}

    static List<Import> imports(String subgraph, Directive link, Findings findings) {
        if (link.getArgument("import") == null
                || !(link.getArgument("import").getValue() instanceof ArrayValue array)) {
            return List.of();
        }
        return array.getValues().stream()
                .map(value -> parseImport(subgraph, value, findings))
                .filter(each -> !each.name().isEmpty())
                .toList();
    }

    private static Import parseImport(String subgraph, Value<?> value, Findings findings) {
        String name = text(value);
        String as = name;
        if (value instanceof ObjectValue object) {
            for (ObjectField field : object.getObjectFields()) {
                name = field.getName().equals("name") ? text(field.getValue()) : name;
                as = field.getName().equals("as") ? text(field.getValue()) : as;
            }
            as = as == null ? name : as;
        }
        if (name == null || as == null || name.startsWith("@") != as.startsWith("@")) {
            String message = "an import of @link is \"@name\", \"Type\" or {name: ..., as: ...}, not " + value;
            findings.error(Code.INVALID_LINK_DIRECTIVE_USAGE, "", subgraph, message);
            return new Import("", "");
        }
        return new Import(name, as);
    }

    /** @param brought by the specification where it is one of {@link #OWN_SPECIFICATIONS}, else empty */
    private void add(String subgraph, Import each, boolean isFederation, Set<String> brought, Findings findings) {
        if (!each.name().startsWith("@")) {
            importedTypes.add(each.as());
            return;
        }
        String name = each.name().substring(1);
        String as = each.as().substring(1);
        if (isFederation && VERSION_TWO_NAMES.contains(name)) {
            federationNames.put(as, name);
        } else if (isFederation) {
            String message = "@link imports \"" + each.name() + "\", which federation does not have";
            findings.error(Code.INVALID_LINK_DIRECTIVE_USAGE, "", subgraph, message);
        } else {
            foreignNames.add(as);
            if (brought.contains(name)) {
                federationNames.put(as, name);
            }
        }
    }

    private static @Nullable String text(@Nullable Value<?> value) {
        return value instanceof StringValue string ? string.getValue() : null;
    }
}
