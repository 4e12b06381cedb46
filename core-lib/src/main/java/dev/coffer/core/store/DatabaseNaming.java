package dev.coffer.core.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names databases by the template {@code coffer.database-name}: the shared, per-service, per-tenant, per-brand and per-shard
 * strategies are one setting. {@code {service}} is the service's name with "_service", e.g. "payment_service".
 *
 * <p>Two different sets of values never get the same name: values are lower case and without "-", and between two placeholders
 * there is a "-". MongoDB holds names that differ only in case for the same, so capitals are refused everywhere.
 */
public final class DatabaseNaming {

    public static final String DEFAULT_TEMPLATE = "{service}";

    /** MongoDB's own limit is 63 bytes. */
    static final int LONGEST_NAME = 63;

    private static final String SETTING = "coffer.database-name";
    private static final String SERVICE = "service";
    private static final Set<String> PLACEHOLDERS = Set.of(SERVICE, "tenant", "brand", "shard");
    private static final Set<String> RESERVED = Set.of("admin", "local", "config");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern TOUCHING = Pattern.compile("\\{[^{}]*}([^{}-]*)\\{[^{}]*}");
    private static final Pattern LITERAL = Pattern.compile("[a-z0-9_-]*");
    private static final Pattern VALUE = Pattern.compile("[a-z0-9_]+");

    private final String template;
    private final Map<String, String> fixed;

    /** @param template small letters, digits, "_", "-" and the placeholders {service}, {tenant}, {brand}, {shard} */
    public DatabaseNaming(String template) {
        this(template, Map.of());
    }

    /**
     * @param fixed the tenant, brand and shard that this process works for, as far as it was told; {@link #nameFor(String)} puts
     *     them in
     */
    public DatabaseNaming(String template, Map<String, String> fixed) {
        this.template = template;
        this.fixed = Map.copyOf(fixed);
        if (template.isBlank()) {
            throw refused("is empty");
        }
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            if (!PLACEHOLDERS.contains(placeholder.group(1))) {
                throw refused("has the unknown placeholder " + placeholder.group()
                        + "; there are {service}, {tenant}, {brand} and {shard}");
            }
        }
        String literal = PLACEHOLDER.matcher(template).replaceAll("");
        if (!LITERAL.matcher(literal).matches()) {
            throw refused("may hold small letters, digits, _ and - only, beside placeholders");
        }
        requireSeparated();
    }

    /** "{brand}{tenant}" would give brand "a" of tenant "bc" and brand "ab" of tenant "c" one database. */
    private void requireSeparated() {
        Matcher touching = TOUCHING.matcher(template);
        for (int from = 0; touching.find(from); from = touching.start() + 1) {
            throw refused("needs a - between two placeholders, or two sets of values could get one name: "
                    + touching.group());
        }
    }

    /** The service's database for the tenant, brand and shard that this process works for. */
    public String nameFor(String service) {
        return nameFor(service, Map.of());
    }

    /**
     * @param values tenant, brand and shard, as far as the template asks for them and the process was not told
     * @throws IllegalArgumentException naming the value that is missing or cannot be part of a name
     */
    public String nameFor(String service, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(fixed);
        all.putAll(values);
        all.put(SERVICE, serviceDatabase(service));
        String name = PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(valueOf(match.group(1), all.get(match.group(1)))));
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(SETTING + " '" + template + "' gives a name of " + name.length()
                    + " characters where MongoDB allows " + LONGEST_NAME + ": " + name);
        }
        if (RESERVED.contains(name)) {
            throw refused("gives a name that belongs to MongoDB itself: " + name);
        }
        return name;
    }

    private String valueOf(String placeholder, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw refused("needs a " + placeholder + ", and coffer." + placeholder + " is not set");
        }
        if (!VALUE.matcher(value).matches()) {
            throw refused("cannot take the " + placeholder + " '" + value
                    + "': a part of a name has small letters, digits and _ only, so that no two share a database");
        }
        return value;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(SETTING + " '" + template + "' " + why);
    }

    private static String serviceDatabase(String service) {
        String name = service.replace('-', '_');
        return name.endsWith("_service") ? name : name + "_service";
    }
}
