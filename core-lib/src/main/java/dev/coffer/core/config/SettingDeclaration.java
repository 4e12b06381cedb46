package dev.coffer.core.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting as the service that uses it declares it.
 *
 * @param key {@code <service>/<name>} in lower case with hyphens: "payment-service/fees"
 * @param description what it governs, in a sentence
 */
public record SettingDeclaration(String key, String description, List<FieldDeclaration> fields) {

    static final int MOST_FIELDS = 64;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,63}/[a-z][a-z0-9-]{0,63}");

    /** @throws IllegalArgumentException naming what a programmer got wrong: a declaration never comes from a client */
    public SettingDeclaration {
        fields = List.copyOf(fields);
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A setting's key is like payment-service/fees, not '" + key + "'");
        }
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException(key + " has " + fields.size() + " fields; it needs 1 to " + MOST_FIELDS);
        }
        Set<String> names = new HashSet<>();
        for (FieldDeclaration field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException(key + " has the field " + field.name() + " twice");
            }
        }
    }

    /** The field with this name, or null. */
    public @Nullable FieldDeclaration field(String name) {
        for (FieldDeclaration field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    public List<String> names() {
        return fields.stream().map(FieldDeclaration::name).toList();
    }

    /** The declared values of all fields. */
    Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        fields.forEach(field -> defaults.put(field.name(), field.defaultText()));
        return defaults;
    }

    /** Everything that is wrong with a complete set of values, one field against another included. */
    List<SettingProblem> check(Map<String, String> values) {
        List<SettingProblem> problems = new ArrayList<>();
        for (FieldDeclaration field : fields) {
            SettingProblem problem = field.check(value(values, field.name()));
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems.isEmpty() ? checkOrder(values) : problems;
    }

    private List<SettingProblem> checkOrder(Map<String, String> values) {
        List<SettingProblem> problems = new ArrayList<>();
        for (FieldDeclaration field : fields) {
            if (field.atMost() == null) {
                continue;
            }
            String own = value(values, field.name());
            String limit = value(values, field.atMost());
            if (isMore(field, own, limit)) {
                problems.add(new SettingProblem(
                        field.name(),
                        field.name() + " " + own + " exceeds " + field.atMost() + ", which is " + limit
                                + ": make one smaller or the other larger."));
            }
        }
        return problems;
    }

    private static boolean isMore(FieldDeclaration field, String own, String limit) {
        try {
            return FieldDeclaration.compare(
                            field.type().parse(own), field.type().parse(limit))
                    > 0;
        } catch (IllegalArgumentException anotherCurrency) {
            return true;
        }
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
