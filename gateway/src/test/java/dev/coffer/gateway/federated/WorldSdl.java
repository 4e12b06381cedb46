package dev.coffer.gateway.federated;

import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.federated.World.Decl;
import dev.coffer.gateway.federated.World.Field;
import dev.coffer.gateway.federated.World.Key;
import dev.coffer.gateway.federated.World.Kind;
import dev.coffer.gateway.federated.World.Pick;
import dev.coffer.gateway.federated.World.Presence;
import dev.coffer.gateway.federated.World.Role;
import dev.coffer.gateway.federated.World.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes the subgraphs of a {@link World}: for the composer, and for graphql-java to answer by. */
final class WorldSdl {
    private static final String LINK = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@provides",
              "@external", "@shareable", "@override", "@interfaceObject"])
            """;
    private static final String OWN_DEFINITIONS = """
            directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
            directive @requires(fields: String!) on FIELD_DEFINITION
            directive @provides(fields: String!) on FIELD_DEFINITION
            directive @external on FIELD_DEFINITION
            directive @shareable on FIELD_DEFINITION
            directive @override(from: String!) on FIELD_DEFINITION
            directive @interfaceObject on OBJECT
            scalar _Any
            """;

    private final World world;

    WorldSdl(World world) {
        this.world = world;
    }

    List<SubgraphSdl> federated() {
        return world.subgraphs.keySet().stream()
                .filter(name -> !body(name).isEmpty())
                .map(name -> new SubgraphSdl(name, "http://" + name, LINK + body(name)))
                .toList();
    }

    /** The same as a plain schema with {@code _entities}. */
    String executable(String subgraph) {
        Map<String, Presence> here = Objects.requireNonNull(world.subgraphs.get(subgraph));
        List<String> entities = here.entrySet().stream()
                .filter(entry -> !entry.getValue().keys.isEmpty()
                        && (world.type(entry.getKey()).kind() == Kind.ENTITY || entry.getValue().isInterfaceObject))
                .map(Map.Entry::getKey)
                .toList();
        String query = (here.containsKey(World.QUERY) ? "extend " : "")
                + "type Query { _nothing: Int _entities(representations: [_Any!]!): [_Entity]! }\n";
        return OWN_DEFINITIONS
                + body(subgraph)
                + (entities.isEmpty() ? "" : "union _Entity = " + String.join(" | ", entities) + "\n" + query);
    }

    private String body(String subgraph) {
        StringBuilder sdl = new StringBuilder();
        Objects.requireNonNull(world.subgraphs.get(subgraph)).forEach((name, presence) -> {
            switch (world.type(name).kind()) {
                case UNION ->
                    sdl.append("union ").append(name).append(" = ").append(String.join(" | ", presence.members));
                case INTERFACE ->
                    object(sdl, subgraph, presence.isInterfaceObject ? "type " : "interface ", name, presence);
                default -> object(sdl, subgraph, "type ", name, presence);
            }
            sdl.append('\n');
        });
        return sdl.toString();
    }

    private void object(StringBuilder sdl, String subgraph, String keyword, String name, Presence presence) {
        sdl.append(keyword).append(name);
        if (!presence.interfaces.isEmpty()) {
            sdl.append(" implements ").append(String.join(" & ", presence.interfaces));
        }
        presence.keys.forEach(key -> sdl.append(" @key(fields: \"")
                .append(Pick.text(key.picks()))
                .append(key.isResolvable() ? "\")" : "\", resolvable: false)"));
        sdl.append(presence.isInterfaceObject ? " @interfaceObject {" : " {");
        Type type = world.type(name);
        boolean isInterface = type.kind() == Kind.INTERFACE && !presence.isInterfaceObject;
        if (type.kind() == Kind.ENTITY || type.kind() == Kind.INTERFACE) {
            keyFields(sdl, presence, isInterface);
        }
        presence.fields.forEach((field, decl) -> {
            if (isInterface) {
                sdl.append(" ").append(field).append(": String");
            } else {
                field(sdl, subgraph, Objects.requireNonNull(world.field(name, field)), decl);
            }
        });
        sdl.append(" }");
    }

    private static void keyFields(StringBuilder sdl, Presence presence, boolean isInterface) {
        String shareable = isInterface ? "" : " @shareable";
        sdl.append(" id: ID!").append(shareable);
        if (has(presence, "sku")) {
            sdl.append(" sku: String!").append(shareable);
        }
        if (has(presence, "tag")) {
            sdl.append(" tag: ").append(WorldMaker.TAG).append("!").append(shareable);
        }
    }

    private static boolean has(Presence presence, String keyField) {
        return presence.keys.stream()
                .map(Key::picks)
                .flatMap(List::stream)
                .anyMatch(pick -> pick.name().equals(keyField));
    }

    private static void field(StringBuilder sdl, String subgraph, Field field, Decl decl) {
        sdl.append(' ').append(field.name()).append(field.hasArgument() ? "(n: Int)" : "");
        sdl.append(": ").append(field.ref());
        if (decl.role() == Role.EXTERNAL) {
            sdl.append(" @external");
        }
        if (decl.role() == Role.RESOLVED && field.isShared()) {
            sdl.append(" @shareable");
        }
        if (decl.overrides() != null) {
            sdl.append(" @override(from: \"").append(decl.overrides()).append("\")");
        }
        if (!decl.requires().isEmpty()) {
            sdl.append(" @requires(fields: \"")
                    .append(Pick.text(decl.requires()))
                    .append("\")");
        }
        if (!decl.provides().isEmpty()) {
            sdl.append(" @provides(fields: \"")
                    .append(Pick.text(decl.provides()))
                    .append("\")");
        }
    }
}
