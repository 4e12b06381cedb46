package dev.coffer.scripts.config;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Settings and versions as people read them. */
final class Printed {

    private static final int LONGEST_VALUE = 40;

    private Printed() {}

    static void setting(JsonNode setting, PrintWriter out) {
        out.printf(
                "%s, %s, version %d%n",
                text(setting, "key"), whose(setting), setting.path("version").asInt());
        out.println("  " + text(setting, "description"));
        if (!setting.path("changedAt").isNull()) {
            out.printf(
                    "  changed %s by %s: %s%n",
                    text(setting, "changedAt"), text(setting, "changedBy"), text(setting, "reason"));
        }
        for (JsonNode field : setting.path("fields")) {
            out.printf(
                    "  %-20s %-" + LONGEST_VALUE + "s %-13s %s%n",
                    text(field, "name"),
                    field.path("value").isNull() ? "(not set)" : text(field, "value"),
                    text(field, "source"),
                    text(field, "rule"));
        }
        out.flush();
    }

    static void version(JsonNode version, PrintWriter out) {
        out.printf(
                "version %d  %s  by %s: %s%n",
                version.path("version").asInt(),
                text(version, "changedAt"),
                text(version, "changedBy"),
                text(version, "reason"));
        if (!version.path("restoredVersion").isNull()) {
            out.println("  rolled back to version "
                    + version.path("restoredVersion").asInt());
        }
        for (JsonNode change : version.path("changes")) {
            out.printf(
                    "  %s: %s -> %s%n", text(change, "field"), inherited(change, "before"), inherited(change, "after"));
        }
        out.flush();
    }

    private static String whose(JsonNode setting) {
        return setting.path("tenant").isNull() ? "whole installation" : "tenant " + text(setting, "tenant");
    }

    private static String inherited(JsonNode change, String field) {
        return change.path(field).isNull() ? "(inherited)" : text(change, field);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
