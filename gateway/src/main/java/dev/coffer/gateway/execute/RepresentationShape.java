package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.EntityCall;
import dev.coffer.gateway.plan.OutputSelection;
import dev.coffer.gateway.plan.Representation;
import dev.coffer.gateway.plan.RepresentationField;
import java.util.List;
import java.util.Set;

/**
 * A {@link Representation} with its names as JSON, prepared once for each plan.
 *
 * @param opening {@code {"__typename":"Type"}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RepresentationShape(Set<String> onTypes, byte[] opening, List<Field> fields) {

    /**
     * @param head {@code "name":}
     * @param key where the value lies in the response tree
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Field(byte[] head, String key, Set<String> onTypes, boolean isKey, List<Field> children) {}

    static List<RepresentationShape> of(EntityCall call) {
        return call.representations().stream().map(RepresentationShape::of).toList();
    }

    private static RepresentationShape of(Representation representation) {
        JsonBuffer opening = new JsonBuffer(64);
        opening.raw('{').string(OutputSelection.TYPENAME).raw(':').string(representation.typename());
        return new RepresentationShape(representation.onTypes(), opening.toBytes(), fields(representation.fields()));
    }

    static List<Field> fields(List<RepresentationField> fields) {
        return fields.stream()
                .map(field -> new Field(
                        new JsonBuffer(field.name().length() + 3)
                                .string(field.name())
                                .raw(':')
                                .toBytes(),
                        field.key(),
                        field.onTypes(),
                        field.role() == RepresentationField.Role.KEY,
                        fields(field.children())))
                .toList();
    }
}
