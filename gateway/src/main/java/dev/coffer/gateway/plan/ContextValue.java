package dev.coffer.gateway.plan;

import java.util.List;

/**
 * A variable of an entity call that takes its value from an object above each entity. Entities for which these values differ are
 * asked for apart from each other.
 *
 * @param variable its name in the document, where all entities have the same values
 * @param type as the document declares it
 * @param depth of the object that is read: how many steps of the entity's path lead to it
 * @param value the field to read there, and those below it; of several the first that the object's type fits
 */
public record ContextValue(String variable, String type, int depth, List<RepresentationField> value) {
    public ContextValue {
        value = List.copyOf(value);
    }
}
