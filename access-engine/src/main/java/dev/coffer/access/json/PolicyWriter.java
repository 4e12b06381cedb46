package dev.coffer.access.json;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Value;
import java.time.DayOfWeek;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a policy into maps and lists, and those into JSON. */
final class PolicyWriter {
    private static final String INDENT = "  ";
    private static final int MAX_WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    private PolicyWriter() {}

    static String write(Policy policy) {
        PolicyWriter writer = new PolicyWriter();
        writer.append(
                members(
                        "format",
                        PolicyJson.FORMAT,
                        "roles",
                        policy.roles().stream().map(PolicyWriter::role).toList()),
                "\n");
        return writer.text.append('\n').toString();
    }

    static String write(Role role) {
        return onOneLine(role(role));
    }

    static String write(Condition condition) {
        return onOneLine(condition(condition));
    }

    private static String onOneLine(Object value) {
        PolicyWriter writer = new PolicyWriter();
        writer.append(value, "", " ");
        return writer.text.toString();
    }

    private static Object role(Role role) {
        Map<String, Object> members = members("name", role.name());
        putUnlessEmpty(members, "inherits", role.inherits());
        putUnlessEmpty(
                members,
                "grants",
                role.grants().stream().map(PolicyWriter::rule).toList());
        putUnlessEmpty(
                members,
                "denials",
                role.denials().stream().map(PolicyWriter::rule).toList());
        return members;
    }

    private static Object rule(Rule rule) {
        String urn = rule.urn().toString();
        if (rule.priority() == 0 && rule.condition() == null) {
            return urn;
        }
        Map<String, Object> members = members("urn", urn);
        if (rule.priority() != 0) {
            members.put("priority", rule.priority());
        }
        if (rule.condition() != null) {
            members.put("when", condition(rule.condition()));
        }
        return members;
    }

    private static Object condition(Condition condition) {
        return switch (condition) {
            case Condition.And and -> members("and", conditions(and.parts()));
            case Condition.Or or -> members("or", conditions(or.parts()));
            case Condition.Not not -> members("not", condition(not.part()));
            case Condition.HasRole has -> members("role", has.role());
            case Condition.HasAnyRole has -> members("anyRole", List.copyOf(has.roles()));
            case Condition.HasAllRoles has -> members("allRoles", List.copyOf(has.roles()));
            case Condition.Owner _ -> members("owner", true);
            case Condition.SameTenant _ -> members("sameTenant", true);
            case Condition.Equal equal ->
                members("equals", members("attribute", equal.attribute().toString(), "value", value(equal.value())));
            case Condition.In in ->
                members(
                        "in",
                        members(
                                "attribute",
                                in.attribute().toString(),
                                "values",
                                in.values().stream().map(PolicyWriter::value).toList()));
            case Condition.Matches matches ->
                members(
                        "matches",
                        members(
                                "attribute",
                                matches.attribute().toString(),
                                "pattern",
                                matches.pattern().toString()));
            case Condition.Between between ->
                members(
                        "between",
                        members(
                                "attribute",
                                between.attribute().toString(),
                                "min",
                                value(Value.of(between.min())),
                                "max",
                                value(Value.of(between.max()))));
            case Condition.Cidr cidr ->
                members("cidr", cidr.blocks().stream().map(Object::toString).toList());
            case Condition.Hours hours ->
                members(
                        "hours",
                        members(
                                "from",
                                hours.from().toString(),
                                "to",
                                hours.to().toString(),
                                "zone",
                                hours.zone().getId()));
            case Condition.Days days ->
                members(
                        "days",
                        members(
                                "days",
                                days.days().stream().map(PolicyWriter::day).toList(),
                                "zone",
                                days.zone().getId()));
            case Condition.Rate rate ->
                members(
                        "rate",
                        members(
                                "counter",
                                rate.counter().name(),
                                "most",
                                rate.most(),
                                "per",
                                rate.counter().per().toString()));
        };
    }

    private static List<Object> conditions(List<Condition> parts) {
        return parts.stream().map(PolicyWriter::condition).toList();
    }

    private static String day(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    /** A text stays one; numbers and flags are already written as JSON writes them. */
    private static Object value(Value value) {
        return value instanceof Value.Text(String string) ? string : new Bare(value.toString());
    }

    private record Bare(String literal) {
        @Override
        public String toString() {
            return literal;
        }
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    private static void putUnlessEmpty(Map<String, Object> members, String name, List<?> items) {
        if (!items.isEmpty()) {
            members.put(name, items);
        }
    }

    /**
     * On one line what fits there.
     *
     * @param lineBreak with the indentation of the line that the value stands on
     */
    private void append(Object value, String lineBreak) {
        int start = text.length();
        append(value, "", " ");
        if (text.length() - start + lineBreak.length() > MAX_WIDTH) {
            text.setLength(start);
            append(value, lineBreak, lineBreak + INDENT);
        }
    }

    private void append(Object value, String beforeEnd, String beforeItem) {
        switch (value) {
            case Map<?, ?> members -> appendMembers(members, beforeEnd, beforeItem);
            case Collection<?> items -> appendItems(items, beforeEnd, beforeItem);
            case String string -> appendQuoted(string);
            default -> text.append(value);
        }
    }

    private void appendMembers(Map<?, ?> members, String beforeEnd, String beforeItem) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            text.append(separator).append(separator.isEmpty() && beforeEnd.isEmpty() ? "" : beforeItem);
            appendQuoted((String) member.getKey());
            text.append(": ");
            appendNested(member.getValue(), beforeEnd, beforeItem);
            separator = ",";
        }
        text.append(beforeEnd).append('}');
    }

    private void appendItems(Collection<?> items, String beforeEnd, String beforeItem) {
        text.append('[');
        String separator = "";
        for (Object item : items) {
            text.append(separator).append(separator.isEmpty() && beforeEnd.isEmpty() ? "" : beforeItem);
            appendNested(item, beforeEnd, beforeItem);
            separator = ",";
        }
        text.append(beforeEnd).append(']');
    }

    private void appendNested(Object value, String beforeEnd, String beforeItem) {
        if (beforeEnd.isEmpty()) {
            append(value, "", " ");
        } else {
            append(value, beforeItem);
        }
    }

    private void appendQuoted(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
