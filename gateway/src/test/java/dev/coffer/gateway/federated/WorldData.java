package dev.coffer.gateway.federated;

import dev.coffer.gateway.federated.World.Field;
import dev.coffer.gateway.federated.World.Pick;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every field of every object is: a function of names, so that each subgraph and the monolith know the same without
 * talking to each other.
 */
final class WorldData {
    /** Few, so that one object is often at several places of an answer. */
    private static final int OBJECTS_PER_TYPE = 2;

    private static final int MAX_ITEMS = 3;

    private final World world;

    /** An object. @param id ends with its type for entities, and tells its place for values */
    record Thing(String type, String id) {}

    /** A resolver that fails. */
    static final class Fault extends RuntimeException {
        Fault(String message) {
            super(message, null, false, false);
        }
    }

    WorldData(World world) {
        this.world = world;
    }

    /**
     * A field's value: a {@link Thing}, a list of them, a scalar or null.
     *
     * @param type that the object is of; for an interface object the interface
     * @throws Fault where the field fails
     */
    @Nullable
    Object value(Thing thing, String type, Field field, @Nullable Integer argument) {
        String owner = world.ownerOf(type, field.name());
        String place = owner + "/" + thing.id() + "/" + field.name() + (argument == null ? "" : "(" + argument + ")");
        int hash = hash(place);
        if (!field.ref().isNonNull()) {
            if (hash % 7 == 0) {
                return null;
            }
            if (hash % 13 == 1 && !field.isSafe()) {
                throw new Fault("no " + field.name());
            }
        }
        if (!field.ref().isList()) {
            return one(field, place);
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < (hash >>> 3) % (MAX_ITEMS + 1); i++) {
            String at = place + "/" + i;
            items.add(hash(at) % 8 == 0 ? null : one(field, at));
        }
        return items;
    }

    private @Nullable Object one(Field field, String place) {
        String target = field.ref().target();
        return switch (target) {
            case "String" -> "v" + hash(place) % 100;
            case "Int" -> hash(place) % 100;
            default -> thing(field, target, place);
        };
    }

    private @Nullable Thing thing(Field field, String target, String place) {
        List<String> types = types(field, target);
        if (types.isEmpty()) {
            return null;
        }
        String type = types.get(hash("type of " + place) % types.size());
        return world.type(type).kind() == World.Kind.ENTITY
                ? new Thing(type, "n" + hash("id of " + place) % OBJECTS_PER_TYPE + "-" + type)
                : new Thing(type, place);
    }

    /** The type that an entity's id tells. */
    static String typeOf(String id) {
        return id.substring(id.indexOf('-') + 1);
    }

    /** The types that all subgraphs that resolve the field know. */
    private List<String> types(Field field, String target) {
        Set<String> common = null;
        for (String owner : field.owners()) {
            Set<String> here = world.possible(owner, target);
            if (common == null) {
                common = new LinkedHashSet<>(here);
            } else {
                common.retainAll(here);
            }
        }
        return common == null ? List.of() : List.copyOf(common);
    }

    private int hash(String text) {
        long hash = world.salt * 31 + 17;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 33);
    }

    /** {@code id}, {@code sku}, {@code tag} of an entity, {@code label} of a tag; null if the field is none of these. */
    static @Nullable Object keyValue(Thing thing, String field) {
        return switch (field) {
            case "id" -> thing.id();
            case "sku" -> "sku-" + thing.id();
            case "tag" -> new Thing(WorldMaker.TAG, thing.id());
            case "label" -> "label-" + thing.id();
            default -> null;
        };
    }

    /** What a field with requirements makes of them. @param inputs the required fields' values, by what selects them */
    static String derived(Field field, Map<String, ?> inputs) {
        return field.name() + new TreeMap<>(inputs);
    }

    /** The required values of an object as JSON would show them in a representation. */
    Map<String, @Nullable Object> inputs(Thing thing, List<Pick> picks) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        for (Pick pick : picks) {
            if (pick.on().isEmpty() || pick.on().equals(thing.type())) {
                values.put(pick.name(), input(known(thing, pick), pick));
            }
        }
        return values;
    }

    private @Nullable Object input(@Nullable Object value, Pick pick) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(input(item, pick)));
            return items;
        }
        return value instanceof Thing below ? inputs(below, pick.below()) : value;
    }

    private @Nullable Object known(Thing thing, Pick pick) {
        Object key = keyValue(thing, pick.name());
        if (key != null) {
            return key;
        }
        Field field = Objects.requireNonNull(world.field(thing.type(), pick.name()));
        return resolve(thing, thing.type(), field, argument(pick.arguments()));
    }

    private static @Nullable Integer argument(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text.replaceAll("\\D", ""));
    }

    /** The value as the monolith knows it, requirements included. */
    @Nullable
    Object resolve(Thing thing, String type, Field field, @Nullable Integer argument) {
        List<Pick> requires = requires(type, field);
        if (requires.isEmpty() || !isDerived(field)) {
            return value(thing, type, field, argument);
        }
        return derived(field, inputs(thing, requires));
    }

    /** A text says what it was made of; other fields have requirements that change nothing. */
    static boolean isDerived(Field field) {
        return field.ref().target().equals("String") && !field.ref().isList();
    }

    private List<Pick> requires(String type, Field field) {
        String owner = world.ownerOf(type, field.name());
        for (String subgraph : field.owners()) {
            World.Presence presence = world.find(subgraph, owner);
            World.Decl decl = presence == null ? null : presence.fields.get(field.name());
            if (decl != null && !decl.requires().isEmpty()) {
                return decl.requires();
            }
        }
        return List.of();
    }
}
