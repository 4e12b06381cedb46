package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From which places which others can be entered by keys, and which fields can be read there. Reachable places are a least
 * fixpoint, because keys and requirements may need places that are reached by them: whole rounds repeat until none adds any.
 */
final class Reach {
    private final Supergraph supergraph;
    private final boolean labelsActive;
    private final Map<Tail, Set<Place>> reached = new HashMap<>();
    private final Set<Tail> settled = new HashSet<>();
    private final Set<Tail> seenInRound = new HashSet<>();
    private final Set<Reading> filled = new HashSet<>();
    private final Set<Reading> settledReadings = new HashSet<>();
    private final Set<Reading> readInRound = new HashSet<>();
    private boolean grown;

    /** An object of a concrete type, and the place from which it is looked at. */
    private record Tail(String object, Place place) {}

    /** A field with a requirement, read in one place. */
    private record Reading(String object, Place place, String field) {}

    /** @param labelsActive whether all progressive overrides are on, or all off */
    Reach(Supergraph supergraph, boolean labelsActive) {
        this.supergraph = supergraph;
        this.labelsActive = labelsActive;
    }

    /** All places from which the object can be read once it is in one of {@code places}. */
    Set<Place> reachable(String object, Collection<Place> places) {
        return settle(() -> all(object, places));
    }

    /** Those of {@code places} that answer the field of the object. */
    List<Place> resolving(String object, String field, Collection<Place> places) {
        return settle(() ->
                places.stream().filter(place -> resolves(object, place, field)).toList());
    }

    boolean canFill(FieldSet fields, String object, Collection<Place> places) {
        return settle(() -> isSatisfied(fields, object, places));
    }

    /** Where a value of the field is when it is an object of the concrete type. */
    List<Place> children(String object, String field, Collection<Place> resolving, String concrete) {
        List<Place> children = new ArrayList<>();
        for (Place place : resolving) {
            Place child = child(object, field, place, concrete);
            if (child != null) {
                children.add(child);
            }
        }
        return children;
    }

    private <T> T settle(Supplier<T> question) {
        T answer;
        do {
            grown = false;
            seenInRound.clear();
            readInRound.clear();
            answer = question.get();
        } while (grown);
        settled.addAll(seenInRound);
        settledReadings.addAll(readInRound);
        return answer;
    }

    private Set<Place> all(String object, Collection<Place> places) {
        Set<Place> all = new LinkedHashSet<>();
        places.forEach(place -> all.addAll(from(new Tail(object, place))));
        return all;
    }

    private Set<Place> from(Tail tail) {
        Set<Place> found = reached.computeIfAbsent(tail, key -> new LinkedHashSet<>(List.of(key.place())));
        if (settled.contains(tail) || !seenInRound.add(tail)) {
            return found;
        }
        boolean added;
        do {
            added = false;
            for (Place target : candidates(tail.object())) {
                if (!found.contains(target) && canEnter(tail.object(), List.copyOf(found), target)) {
                    added |= found.add(target);
                }
            }
            grown |= added;
        } while (added);
        return found;
    }

    private List<Place> candidates(String object) {
        List<Place> candidates = new ArrayList<>();
        FieldedDef type = supergraph.fielded(object);
        if (type == null) {
            return candidates;
        }
        type.joins().keySet().forEach(subgraph -> candidates.add(Place.of(object, subgraph)));
        for (String implemented : type.interfaces()) {
            FieldedDef owner = supergraph.fielded(implemented);
            if (owner != null) {
                owner.joins().forEach((subgraph, join) -> {
                    if (join.interfaceObject()) {
                        candidates.add(Place.of(implemented, subgraph));
                    }
                });
            }
        }
        return candidates;
    }

    private boolean canEnter(String object, Collection<Place> from, Place target) {
        if (object.equals(supergraph.queryType())) {
            return true;
        }
        return entries(object, from, target).stream()
                .filter(TypeJoin.Key::resolvable)
                .anyMatch(key -> isSatisfied(key.fields(), object, from));
    }

    /** Keys by which the target could be entered: a type's own only where its name is known, its interfaces' always. */
    private List<TypeJoin.Key> entries(String object, Collection<Place> from, Place target) {
        List<TypeJoin.Key> keys = new ArrayList<>();
        boolean nameKnown = from.stream().anyMatch(place -> place.type().equals(object));
        if (nameKnown || !target.type().equals(object)) {
            keys.addAll(supergraph.keys(target.type(), target.subgraph()));
        }
        TypeJoin join = supergraph.join(target.type(), target.subgraph());
        if (target.type().equals(object) && join != null) {
            for (String implemented : join.interfaces()) {
                if (!supergraph.isInterfaceObject(implemented, target.subgraph())) {
                    keys.addAll(supergraph.keys(implemented, target.subgraph()));
                }
            }
        }
        return keys;
    }

    private boolean isSatisfied(FieldSet fields, String object, Collection<Place> from) {
        return fields.selections().stream().allMatch(selection -> switch (selection) {
            case FieldSet.Fragment fragment ->
                !isPossible(object, fragment.on()) || isSatisfied(fragment.selections(), object, from);
            case FieldSet.Field field -> field.name().equals("__typename") || isSatisfied(field, object, from);
        });
    }

    private boolean isSatisfied(FieldSet.Field field, String object, Collection<Place> from) {
        List<Place> resolving = from.stream()
                .filter(place -> resolves(object, place, field.name()))
                .toList();
        FieldDef definition = supergraph.field(object, field.name());
        if (resolving.isEmpty() || definition == null) {
            return false;
        }
        if (field.selections().isEmpty()) {
            return true;
        }
        for (String concrete : supergraph.possibleTypes(definition.type().innerName())) {
            List<Place> children = children(object, field.name(), resolving, concrete);
            if (!children.isEmpty() && !isSatisfied(field.selections(), concrete, all(concrete, children))) {
                return false;
            }
        }
        return true;
    }

    private boolean isPossible(String object, String type) {
        return object.equals(type) || supergraph.possibleTypes(type).contains(object);
    }

    private boolean resolves(String object, Place place, String field) {
        Join join = join(place, field);
        if (join == null) {
            return false;
        }
        if (provided(object, place.provided(), field) != null) {
            return true;
        }
        if (!join.isResolvable() || !isActive(join)) {
            return false;
        }
        return join.requires() == null || isFilled(new Reading(object, place, field), join.requires());
    }

    /**
     * A requirement that leads back to itself is not filled by that way. What it needs is sent by a key of the place, so
     * where no key leads back there the requirement cannot be sent.
     */
    private boolean isFilled(Reading reading, FieldSet requires) {
        if (filled.contains(reading)) {
            return true;
        }
        if (settledReadings.contains(reading) || !readInRound.add(reading)) {
            return false;
        }
        Place place = reading.place();
        Set<Place> from = from(new Tail(reading.object(), place));
        boolean now = isSatisfied(requires, reading.object(), from)
                && canReturn(reading.object(), List.copyOf(from), Place.of(place.type(), place.subgraph()));
        if (now) {
            filled.add(reading);
            grown = true;
        }
        return now;
    }

    /** As with the reference composer, a key that is not resolvable for others still leads back to where the object was. */
    private boolean canReturn(String object, Collection<Place> from, Place place) {
        return canEnter(object, from, place)
                || supergraph.keys(place.type(), place.subgraph()).stream()
                        .anyMatch(key -> isSatisfied(key.fields(), object, List.of(place)));
    }

    /** What the field takes from objects above in this place. */
    List<ContextArgument> contexts(Place place, String field) {
        Join join = join(place, field);
        return join == null ? List.of() : join.contexts();
    }

    private boolean isActive(Join join) {
        return join.label() == null || labelsActive == (join.overrideFrom() != null);
    }

    private @Nullable Join join(Place place, String field) {
        FieldDef definition = supergraph.field(place.type(), field);
        return definition == null ? null : definition.joins().get(place.subgraph());
    }

    /** What is provided below the field; null when the field itself is not provided. */
    private @Nullable FieldSet provided(String object, FieldSet provided, String field) {
        List<FieldSet.Selection> below = new ArrayList<>();
        boolean found = false;
        for (FieldSet.Selection selection : provided.selections()) {
            FieldSet inner = switch (selection) {
                case FieldSet.Fragment fragment ->
                    isPossible(object, fragment.on()) ? provided(object, fragment.selections(), field) : null;
                case FieldSet.Field named -> named.name().equals(field) ? named.selections() : null;
            };
            if (inner != null) {
                found = true;
                below.addAll(inner.selections());
            }
        }
        return found ? new FieldSet(below) : null;
    }

    private @Nullable Place child(String object, String field, Place place, String concrete) {
        Join join = Objects.requireNonNull(join(place, field));
        List<FieldSet.Selection> view = new ArrayList<>();
        FieldSet fromAbove = provided(object, place.provided(), field);
        if (fromAbove != null) {
            view.addAll(fromAbove.selections());
        }
        if (join.provides() != null) {
            view.addAll(join.provides().selections());
        }
        String type = join.type().innerName();
        String subgraph = place.subgraph();
        if (supergraph.isInterfaceObject(type, subgraph)) {
            return isPossible(concrete, type) ? new Place(type, subgraph, new FieldSet(view)) : null;
        }
        boolean possible = supergraph.possibleTypes(type, subgraph).contains(concrete);
        return possible ? new Place(concrete, subgraph, new FieldSet(view)) : null;
    }
}
