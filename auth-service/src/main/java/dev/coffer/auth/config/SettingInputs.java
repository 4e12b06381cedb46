package dev.coffer.auth.config;

import dev.coffer.core.config.SettingProblem;
import dev.coffer.core.errors.CodedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code setting.graphqls}. Values may be secrets: none of them is printed. */
final class SettingInputs {

    private static final int MOST_VALUES = 64;

    private SettingInputs() {}

    /** {@code SettingValueInput}. */
    record ValueInput(String field, @Nullable String value) {

        @Override
        public String toString() {
            return "ValueInput[" + SettingProblem.shorten(field) + "=***]";
        }
    }

    /** {@code SetSettingInput}. */
    record SetInput(String key, @Nullable String tenant, List<ValueInput> values, int expectedVersion, String reason) {

        /** @throws CodedException INVALID_INPUT when a field comes twice or there are none or too many */
        Map<String, @Nullable String> byField() {
            if (values.isEmpty()) {
                throw CodedException.invalid("input.values", "Name at least one field to change.");
            }
            if (values.size() > MOST_VALUES) {
                throw CodedException.invalid("input.values", "A change has at most " + MOST_VALUES + " values.");
            }
            Map<String, @Nullable String> byField = new LinkedHashMap<>();
            for (ValueInput one : values) {
                if (byField.containsKey(one.field())) {
                    throw CodedException.invalid(
                            "input.values", "The field " + SettingProblem.shorten(one.field()) + " comes twice.");
                }
                byField.put(one.field(), one.value());
            }
            return byField;
        }

        @Override
        public String toString() {
            return "SetInput[" + SettingProblem.shorten(key) + ", values=***]";
        }
    }

    /** {@code RollbackSettingInput}. */
    record RollbackInput(String key, @Nullable String tenant, int version, int expectedVersion, String reason) {}

    /** {@code SettingFilter}. */
    record FilterInput(@Nullable String service) {}
}
