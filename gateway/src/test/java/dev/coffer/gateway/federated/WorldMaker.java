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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes random federations: valid in the small; whether the whole can be composed is for the composer to say. */
final class WorldMaker {
    static final String INTERFACE = "Named";
    static final String UNION = "Either";
    static final String COMMON = "title";
    /** The object that the key {@code tag { label }} lies in. */
    static final String TAG = "Tag";

    private static final Pick ID = Pick.of("id");
    private static final Pick SKU = Pick.of("sku");
    private static final Pick LABEL = Pick.of("tag", Pick.of("label"));

    private final Choices choices;
    private final World world;
    private final List<String> names = new ArrayList<>();
    private final List<String> entities = new ArrayList<>();
    private final List<String> composites = new ArrayList<>();

    private WorldMaker(Choices choices) {
        this.choices = choices;
        this.world = new World(choices.below(1_000));
    }

    static World make(Choices choices) {
        WorldMaker maker = new WorldMaker(choices);
        maker.types();
        maker.presences();
        maker.entities.forEach(maker::fields);
        maker.valueFields();
        maker.roots();
        new Directives(choices, maker.world, maker.names, maker.entities).addInterfaceObject();
        new Declarations(maker.world).complete();
        new Directives(choices, maker.world, maker.names, maker.entities).add();
        new Declarations(maker.world).complete();
        return maker.world;
    }

    private void types() {
        int subgraphs = 2 + choices.below(3);
        for (int i = 0; i < subgraphs; i++) {
            names.add("s" + i);
            world.subgraphs.put("s" + i, new LinkedHashMap<>());
        }
        addType(new Type(World.QUERY, Kind.ROOT));
        addType(new Type(TAG, Kind.VALUE));
        world.type(TAG).fields().put("label", new Field("label", new Ref("String", false, true), false));
        int count = 1 + choices.below(3);
        for (int i = 0; i < count; i++) {
            entities.add("E" + i);
            addType(new Type("E" + i, Kind.ENTITY));
        }
        composites.addAll(entities);
        if (choices.below(2) == 1) {
            addType(new Type("V0", Kind.VALUE));
            composites.add("V0");
        }
        if (choices.below(2) == 1) {
            abstractType(INTERFACE, Kind.INTERFACE);
        }
        if (choices.onceIn(3)) {
            abstractType(UNION, Kind.UNION);
        }
    }

    private void abstractType(String name, Kind kind) {
        Type type = new Type(name, kind);
        entities.stream()
                .filter(entity -> type.members().isEmpty() || choices.below(3) > 0)
                .forEach(type.members()::add);
        addType(type);
        composites.add(name);
    }

    private void addType(Type type) {
        world.types.put(type.name(), type);
    }

    private void presences() {
        for (String entity : entities) {
            String home = choices.oneOf(names);
            for (String subgraph : names) {
                if (subgraph.equals(home) || choices.below(2) == 1) {
                    present(subgraph, entity).keys.addAll(keys());
                }
            }
        }
    }

    private Presence present(String subgraph, String type) {
        return Objects.requireNonNull(world.subgraphs.get(subgraph)).computeIfAbsent(type, ignored -> new Presence());
    }

    private List<Key> keys() {
        return switch (choices.below(10)) {
            case 4 -> List.of(new Key(List.of(SKU), true));
            case 5 -> List.of(new Key(List.of(ID), true), new Key(List.of(SKU), true));
            case 6 -> List.of(new Key(List.of(LABEL), true));
            case 7 -> List.of(new Key(List.of(ID), true), new Key(List.of(LABEL), true));
            case 8 -> List.of(new Key(List.of(ID), false), new Key(List.of(SKU, ID), true));
            case 9 -> List.of(new Key(List.of(ID), false));
            default -> List.of(new Key(List.of(ID), true));
        };
    }

    private void fields(String entity) {
        Type type = world.type(entity);
        Type found = world.types.get(INTERFACE);
        if (found != null && found.members().contains(entity)) {
            addField(type, new Field(COMMON, new Ref("String", false, false), false));
        }
        int count = 1 + choices.below(4);
        for (int i = 0; i < count; i++) {
            addField(type, new Field("f" + i, ref(), choices.onceIn(5)));
        }
    }

    private void addField(Type type, Field field) {
        type.fields().put(field.name(), field);
        List<String> present = names.stream()
                .filter(subgraph -> world.find(subgraph, type.name()) != null)
                .toList();
        String owner = choices.oneOf(present);
        String other = choices.oneOf(present);
        int way = choices.below(6);
        Presence home = world.presence(owner, type.name());
        home.fields.put(field.name(), Decl.RESOLVED);
        field.owners().add(owner);
        if (!other.equals(owner) && way == 4) {
            world.presence(other, type.name()).fields.put(field.name(), Decl.RESOLVED);
            field.owners().add(other);
        } else if (!other.equals(owner) && way == 5) {
            home.fields.put(field.name(), Decl.OVERRIDDEN);
            Decl taker = new Decl(Role.RESOLVED, owner, List.of(), List.of());
            world.presence(other, type.name()).fields.put(field.name(), taker);
            field.owners().remove(owner);
            field.owners().add(other);
        }
    }

    private Ref ref() {
        int kind = choices.below(6);
        boolean isList = choices.onceIn(4);
        return switch (kind) {
            case 0, 1 -> new Ref("String", isList, choices.onceIn(3));
            case 2 -> new Ref("Int", isList, choices.onceIn(3));
            default -> compositeRef(isList);
        };
    }

    private Ref compositeRef(boolean isList) {
        String target = choices.oneOf(composites);
        boolean isAbstract = target.equals(INTERFACE) || target.equals(UNION);
        return new Ref(target, isList, !isAbstract && choices.onceIn(4));
    }

    /** A value's fields are resolved wherever the value is, and it is declared where a field gives it. */
    private void valueFields() {
        Type value = world.types.get("V0");
        if (value != null) {
            int count = 1 + choices.below(3);
            for (int i = 0; i < count; i++) {
                value.fields().put("v" + i, new Field("v" + i, ref(), false));
            }
        }
    }

    private void roots() {
        Type query = world.type(World.QUERY);
        for (String subgraph : names) {
            int count = subgraph.equals("s0") ? 1 + choices.below(2) : choices.below(3);
            for (int i = 0; i < count; i++) {
                String name = "q" + query.fields().size();
                Field field = new Field(name, new Ref(choices.oneOf(composites), choices.onceIn(3), false), false);
                query.fields().put(name, field);
                declareRoot(field, subgraph);
                if (choices.onceIn(5)) {
                    declareRoot(field, choices.oneOf(names));
                }
            }
        }
    }

    private void declareRoot(Field field, String subgraph) {
        present(subgraph, World.QUERY).fields.put(field.name(), Decl.RESOLVED);
        field.owners().add(subgraph);
    }

    /** Declares what is referred to. */
    static final class Declarations {
        private final World world;

        Declarations(World world) {
            this.world = world;
        }

        void complete() {
            for (String subgraph : world.subgraphs.keySet()) {
                boolean isOpen = true;
                while (isOpen) {
                    isOpen = false;
                    Map<String, Presence> here = Objects.requireNonNull(world.subgraphs.get(subgraph));
                    for (Map.Entry<String, Presence> entry : List.copyOf(here.entrySet())) {
                        isOpen |= complete(subgraph, entry.getKey(), entry.getValue());
                    }
                }
                interfaceFields(subgraph);
            }
        }

        private boolean complete(String subgraph, String type, Presence presence) {
            boolean isNew = false;
            for (String name : List.copyOf(presence.fields.keySet())) {
                Field field = world.field(type, name);
                if (field != null && !field.ref().isScalar()) {
                    isNew |= declare(subgraph, field.ref().target());
                }
            }
            for (Key key : presence.keys) {
                for (Pick pick : key.picks()) {
                    isNew |= pick.name().equals("tag") && declare(subgraph, TAG);
                }
            }
            for (String member : presence.members) {
                isNew |= declare(subgraph, member);
            }
            return isNew;
        }

        boolean declare(String subgraph, String type) {
            if (world.find(subgraph, type) != null) {
                return false;
            }
            Presence presence = new Presence();
            Map<String, Presence> here = Objects.requireNonNull(world.subgraphs.get(subgraph));
            here.put(type, presence);
            Type def = world.type(type);
            switch (def.kind()) {
                case ENTITY -> presence.keys.add(new Key(List.of(ID), true));
                case VALUE ->
                    def.fields().values().forEach(field -> {
                        presence.fields.put(field.name(), Decl.RESOLVED);
                        field.owners().add(subgraph);
                    });
                case UNION -> presence.members.addAll(def.members());
                case INTERFACE -> implement(subgraph, def);
                case ROOT -> {}
            }
            return true;
        }

        /** Those objects implement it that are here anyway; one at least. */
        private void implement(String subgraph, Type def) {
            List<String> here = def.members().stream()
                    .filter(member -> world.find(subgraph, member) != null)
                    .toList();
            for (String member : here.isEmpty() ? List.of(def.members().getFirst()) : here) {
                declare(subgraph, member);
                world.presence(subgraph, member).interfaces.add(def.name());
            }
        }

        private void interfaceFields(String subgraph) {
            Presence found = world.types.containsKey(INTERFACE) ? world.find(subgraph, INTERFACE) : null;
            if (found != null && !found.isInterfaceObject) {
                boolean isCommon = world.possible(subgraph, INTERFACE).stream()
                        .map(member -> world.presence(subgraph, member).fields.get(COMMON))
                        .allMatch(decl -> decl != null && decl.role() != Role.OVERRIDDEN);
                if (isCommon) {
                    found.fields.put(COMMON, Decl.RESOLVED);
                }
            }
        }
    }
}
