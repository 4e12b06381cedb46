package dev.coffer.gateway.compose;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes type definitions as SDL text, one element per call; directives are given ready-made by the caller. */
final class PlainSdl {
    private final StringBuilder text = new StringBuilder();
    private int open;

    void raw(String line) {
        text.append(line).append('\n');
    }

    void description(String indent, @Nullable String description) {
        if (description == null || description.isEmpty()) {
            return;
        }
        if (description.strip().equals(description) && !description.contains("\\")) {
            String block = description.replace("\"\"\"", "\\\"\"\"").replace("\n", "\n" + indent);
            raw(indent + "\"\"\"\n" + indent + block + "\n" + indent + "\"\"\"");
        } else {
            raw(indent + quote(description));
        }
    }

    /** {@code type User implements A & B @x {}. */
    void open(String keyword, String name, Collection<String> interfaces, Collection<String> directives) {
        String implemented = interfaces.isEmpty() ? "" : " implements " + String.join(" & ", interfaces);
        raw(keyword + (name.isEmpty() ? "" : " " + name) + implemented + joined(directives) + " {");
        open = text.length();
    }

    void close() {
        if (text.length() == open) {
            text.setLength(open - " {\n".length());
            raw("\n");
            return;
        }
        raw("}\n");
    }

    void line(String content, List<String> directives) {
        raw("  " + content + joined(directives));
    }

    static String joined(Collection<String> directives) {
        return directives.isEmpty() ? "" : " " + String.join(" ", directives);
    }

    static String input(String name, TypeRef type, @Nullable String defaultValue, List<String> directives) {
        return name + ": " + type + (defaultValue == null ? "" : " = " + defaultValue) + joined(directives);
    }

    static String arguments(List<String> arguments) {
        return arguments.isEmpty() ? "" : arguments.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    /** A description to stand before an argument on the same line. */
    static String described(@Nullable String description) {
        return description == null || description.isEmpty() ? "" : quote(description) + " ";
    }

    static String deprecated(String reason) {
        return "@deprecated(reason: " + quote(reason) + ")";
    }

    /** A GraphQL string literal. */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : value.toCharArray()) {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (character < ' ') {
                        quoted.append(String.format("\\u%04x", (int) character));
                    } else {
                        quoted.append(character);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
