package dev.coffer.gateway.federated;

import dev.coffer.gateway.federated.World.Decl;
import dev.coffer.gateway.federated.World.Field;
import dev.coffer.gateway.federated.World.Key;
import dev.coffer.gateway.federated.World.Kind;
import dev.coffer.gateway.federated.World.Pick;
import dev.coffer.gateway.federated.World.Presence;
import dev.coffer.gateway.federated.World.Ref;
import dev.coffer.gateway.federated.World.Role;
import dev.coffer.gateway.federated.World.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds what lies across subgraphs: requirements, provisions and an interface object. */
final class Directives {
    static final String OBJECT_SUBGRAPH = "io";

    private final Choices choices;
    private final World world;
    private final List<String> names;
    private final List<String> entities;

    Directives(Choices choices, World world, List<String> names, List<String> entities) {
        this.choices = choices;
        this.world = world;
        this.names = names;
        this.entities = entities;
    }

    void add() {
        entities.forEach(this::addRequirements);
        names.forEach(this::addProvisions);
    }

    private void addRequirements(String entity) {
        List<Field> fields = List.copyOf(world.type(entity).fields().values());
        for (int i = 1; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.owners().size() == 1 && choices.onceIn(3)) {
                require(entity, field, fields.get(choices.below(i)));
            }
        }
    }

    private void require(String entity, Field field, Field needed) {
        String subgraph = field.owners().getFirst();
        Presence here = world.presence(subgraph, entity);
        Decl known = here.fields.get(needed.name());
        if (known != null && known.role() != Role.EXTERNAL) {
            return;
        }
        List<Pick> below = needed.ref().isScalar()
                ? List.of()
                : below(subgraph, needed.ref().target());
        if (below == null) {
            return;
        }
        String arguments = needed.hasArgument() && choices.below(2) == 1 ? "(n: " + (1 + choices.below(2)) + ")" : "";
        needed.makeSafe();
        here.fields.put(needed.name(), Decl.EXTERNAL);
        here.fields.put(
                field.name(),
                Objects.requireNonNull(here.fields.get(field.name()))
                        .requiring(List.of(new Pick("", needed.name(), arguments, below))));
    }

    private @Nullable List<Pick> below(String subgraph, String target) {
        new WorldMaker.Declarations(world).declare(subgraph, target);
        new WorldMaker.Declarations(world).complete();
        return switch (world.type(target).kind()) {
            case ENTITY -> {
                Pick foreign = choices.below(2) == 1 ? foreign(subgraph, target, "") : null;
                yield List.of(foreign == null ? Pick.of("id") : foreign);
            }
            case VALUE -> value(target);
            case INTERFACE -> List.of(Pick.of("id"));
            case UNION -> {
                String member = world.presence(subgraph, target).members.getFirst();
                yield List.of(new Pick(member, "id", "", List.of()));
            }
            case ROOT -> null;
        };
    }

    private @Nullable List<Pick> value(String target) {
        List<Field> scalars = world.type(target).fields().values().stream()
                .filter(field -> field.ref().isScalar())
                .toList();
        if (scalars.isEmpty()) {
            return null;
        }
        Field one = choices.oneOf(scalars);
        one.makeSafe();
        return List.of(Pick.of(one.name()));
    }

    /** A scalar of an entity that the subgraph does not resolve, made external there; null if there is none. */
    private @Nullable Pick foreign(String subgraph, String entity, String on) {
        Presence here = world.presence(subgraph, entity);
        List<Field> foreign = world.type(entity).fields().values().stream()
                .filter(field -> field.ref().isScalar()
                        && !field.hasArgument()
                        && (!here.fields.containsKey(field.name())
                                || Decl.EXTERNAL.equals(here.fields.get(field.name()))))
                .toList();
        if (foreign.isEmpty()) {
            return null;
        }
        Field one = choices.oneOf(foreign);
        one.makeSafe();
        here.fields.put(one.name(), Decl.EXTERNAL);
        return new Pick(on, one.name(), "", List.of());
    }

    private void addProvisions(String subgraph) {
        Map<String, Presence> here = Objects.requireNonNull(world.subgraphs.get(subgraph));
        for (Map.Entry<String, Presence> entry : List.copyOf(here.entrySet())) {
            Kind kind = world.type(entry.getKey()).kind();
            if (kind == Kind.ENTITY || kind == Kind.ROOT) {
                for (String name : List.copyOf(entry.getValue().fields.keySet())) {
                    Decl decl = Objects.requireNonNull(entry.getValue().fields.get(name));
                    Field field = world.field(entry.getKey(), name);
                    if (field != null && decl.role() == Role.RESOLVED && choices.onceIn(4)) {
                        provide(subgraph, entry.getValue(), field, decl);
                    }
                }
            }
        }
    }

    private void provide(String subgraph, Presence parent, Field field, Decl decl) {
        if (field.ref().isScalar()) {
            return;
        }
        Type target = world.type(field.ref().target());
        Pick pick = switch (target.kind()) {
            case ENTITY -> foreign(subgraph, target.name(), "");
            case UNION, INTERFACE -> {
                List<String> members = List.copyOf(world.possible(subgraph, target.name()));
                String member = members.isEmpty() ? "" : choices.oneOf(members);
                yield member.isEmpty() || world.find(subgraph, member) == null
                        ? null
                        : foreign(subgraph, member, member);
            }
            default -> null;
        };
        if (pick != null) {
            String owner = pick.on().isEmpty() ? target.name() : pick.on();
            Objects.requireNonNull(world.field(owner, pick.name())).makeProvided();
            parent.fields.put(field.name(), decl.providing(List.of(pick)));
        }
    }

    /** A subgraph that knows the interface as an object, and one that has it with all implementers and their key. */
    void addInterfaceObject() {
        Type found = world.types.get(WorldMaker.INTERFACE);
        if (found == null || choices.below(2) == 0) {
            return;
        }
        Key id = new Key(List.of(Pick.of("id")), true);
        String owner = choices.oneOf(names);
        WorldMaker.Declarations declarations = new WorldMaker.Declarations(world);
        for (String member : found.members()) {
            declarations.declare(owner, member);
            Presence presence = world.presence(owner, member);
            presence.keys.removeIf(key -> key.picks().equals(id.picks()));
            presence.keys.add(id);
        }
        declarations.declare(owner, found.name());
        world.presence(owner, found.name()).keys.add(id);
        world.subgraphs.put(OBJECT_SUBGRAPH, new LinkedHashMap<>());
        Presence object = new Presence();
        object.isInterfaceObject = true;
        object.keys.add(id);
        Objects.requireNonNull(world.subgraphs.get(OBJECT_SUBGRAPH)).put(found.name(), object);
        int count = 1 + choices.below(2);
        for (int i = 0; i < count; i++) {
            Field extra = new Field("x" + i, new Ref(choices.onceIn(3) ? "Int" : "String", false, false), false);
            found.fields().put(extra.name(), extra);
            extra.owners().add(OBJECT_SUBGRAPH);
            object.fields.put(extra.name(), Decl.RESOLVED);
        }
        if (choices.below(2) == 1) {
            objectRoot(found.name());
        }
    }

    private void objectRoot(String name) {
        Field root = new Field("qio", new Ref(name, choices.below(2) == 1, false), false);
        world.type(World.QUERY).fields().put(root.name(), root);
        root.owners().add(OBJECT_SUBGRAPH);
        Presence query = new Presence();
        query.fields.put(root.name(), Decl.RESOLVED);
        Objects.requireNonNull(world.subgraphs.get(OBJECT_SUBGRAPH)).put(World.QUERY, query);
    }
}
