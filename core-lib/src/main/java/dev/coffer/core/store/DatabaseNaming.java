package dev.coffer.core.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names databases by the template {@code coffer.database-name}: the shared, per-service, per-tenant, per-brand and per-shard
 * strategies are one setting. {@code {service}} is the service's name with "_service", e.g. "payment_service".
 */
public final class DatabaseNaming {

    public static final String DEFAULT_TEMPLATE = "{service}";

    private static final Set<String> PLACEHOLDERS = Set.of("service", "tenant", "brand", "shard");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int LONGEST_NAME = 63;

    private final String template;

    /** @param template letters, digits, "_", "-" and the placeholders {service}, {tenant}, {brand}, {shard} */
    public DatabaseNaming(String template) {
        this.template = template;
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            if (!PLACEHOLDERS.contains(placeholder.group(1))) {
                throw new IllegalArgumentException(
                        "coffer.database-name has the unknown placeholder " + placeholder.group() + ": " + template);
            }
        }
        String rest = PLACEHOLDER.matcher(template).replaceAll("x");
        if (!LEGAL.matcher(rest).matches()) {
            throw new IllegalArgumentException(
                    "coffer.database-name may hold letters, digits, _ and - only: " + template);
        }
    }

    /** The database of a service where the template needs nothing but the service. */
    public String nameFor(String service) {
        return nameFor(service, Map.of());
    }

    /** @param values tenant, brand and shard, as far as the template asks for them */
    public String nameFor(String service, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("service", serviceDatabase(service));
        Matcher placeholder = PLACEHOLDER.matcher(template);
        String name = placeholder.replaceAll(match -> Matcher.quoteReplacement(valueOf(match.group(1), all)));
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("database name is longer than " + LONGEST_NAME + " characters: " + name);
        }
        return name;
    }

    private String valueOf(String placeholder, Map<String, String> values) {
        String value = values.get(placeholder);
        if (value == null || !LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("coffer.database-name " + template + " needs a " + placeholder
                    + " of letters, digits, _ and -: " + value);
        }
        return value;
    }

    private static String serviceDatabase(String service) {
        String name = service.replace('-', '_');
        return name.endsWith("_service") ? name : name + "_service";
    }
}
