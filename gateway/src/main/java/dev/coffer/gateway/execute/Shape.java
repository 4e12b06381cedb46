package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Condition;
import dev.coffer.gateway.plan.OutputField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer's form, prepared for writing: what the plan's output types say, with keys escaped and enums as bytes. */
sealed interface Shape {

    record NonNull(Shape of) implements Shape {}

    record ListOf(Shape of) implements Shape {}

    record Scalar(ScalarRule rule) implements Shape {}

    /** @param literals the allowed values as JSON strings */
    record Enumeration(List<byte[]> literals) implements Shape {}

    /** An object, interface or union. Not a record: selections are filled after they are known, and may be shared. */
    final class Selection implements Shape {
        final String typeName;
        final boolean byTypename;
        Map<String, List<Field>> fieldsByType = Map.of();

        Selection(String typeName, boolean byTypename) {
            this.typeName = typeName;
            this.byTypename = byTypename;
        }

        /** The fields of objects of {@code runtimeType}; null when the answer may not show such objects. */
        @Nullable
        List<Field> fields(@Nullable String runtimeType) {
            return fieldsByType.get(byTypename ? runtimeType : typeName);
        }
    }

    /**
     * @param head {@code "responseKey":} in JSON
     * @param condition null when the field is always part of the answer
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Field(
            byte[] head,
            String responseKey,
            String key,
            String coordinate,
            Shape type,
            OutputField.Source source,
            @Nullable Condition condition) {}

    /** This shape without non-null and lists. */
    default Shape innermost() {
        return switch (this) {
            case NonNull nonNull -> nonNull.of().innermost();
            case ListOf list -> list.of().innermost();
            case Scalar scalar -> scalar;
            case Enumeration enumeration -> enumeration;
            case Selection selection -> selection;
        };
    }
}
