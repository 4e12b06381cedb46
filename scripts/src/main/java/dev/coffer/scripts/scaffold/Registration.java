package dev.coffer.scripts.scaffold;

import java.util.ArrayList;
import java.util.List;

/** What makes a module a part of the system: every place outside its folder that names it. */
final class Registration {

    private static final String SERVICE_ENUM = "scripts/src/main/java/dev/coffer/scripts/run/Service.java";
    private static final String SUITES = "scripts/src/main/java/dev/coffer/scripts/suite/Suites.java";
    private static final String ROLES = "access-engine/src/main/java/dev/coffer/access/BuiltInRoles.java";
    private static final String SILENT =
            "notification-service/src/main/java/dev/coffer/notification/workflow/SilentEvents.java";

    private static final String DEPENDENCY = """
            <dependency>
                <groupId>dev.coffer</groupId>
                <artifactId>%s</artifactId>%s
            </dependency>
            """;

    private Registration() {}

    static List<Edit> of(ServiceSpec service) {
        List<Edit> edits = new ArrayList<>();
        modules(service, edits);
        running(service, edits);
        permissions(service, edits);
        if (service.has(Part.EVENTS)) {
            events(service, edits);
        }
        edits.add(Edit.before(
                "README.md",
                "\\[development]\\(docs/development\\.md\\)",
                "[%s](%s/README.md), ".formatted(service.name(), service.module())));
        return edits;
    }

    private static void modules(ServiceSpec service, List<Edit> edits) {
        edits.add(Edit.before(
                "pom.xml",
                " {8}<module>(sample-service|gateway)</module>\n",
                "        <module>%s</module>\n".formatted(service.module())));
        edits.add(dependency("pom.xml", service, 12, "<version>${project.version}</version>"));
        edits.add(dependency("scripts/pom.xml", service, 8, ""));
    }

    private static Edit dependency(String path, ServiceSpec service, int indent, String version) {
        String versionLine = version.isEmpty() ? "" : "\n    " + version;
        String block = DEPENDENCY.formatted(service.module(), versionLine).indent(indent);
        String gateway = "<dependency>\n *<groupId>dev\\.coffer</groupId>\n *<artifactId>gateway</artifactId>";
        return Edit.before(path, " {" + indent + "}" + gateway, block);
    }

    private static void running(ServiceSpec service, List<Edit> edits) {
        String application = "%sApplication".formatted(service.pascal());
        edits.add(Edit.imported(SERVICE_ENUM, "dev.coffer.%s.%s".formatted(service.name(), application)));
        edits.add(Edit.before(
                SERVICE_ENUM,
                "(?<=Application\\.class\\));",
                ",\n    %s(%d, %s.class)".formatted(service.upper(), service.port(), application)));
        subgraph("gateway/src/main/resources/gateway.yml", service, 6, edits);
        subgraph("gateway/local.yml", service, 2, edits);
        edits.add(Edit.before(
                SUITES,
                " {8}return all;\n",
                "        all.put(\"%s\", (client, staff) -> new %sSuite(client, staff).suite());\n"
                        .formatted(service.name(), service.pascal())));
    }

    private static void subgraph(String path, ServiceSpec service, int indent, List<Edit> edits) {
        String margin = " ".repeat(indent);
        edits.add(Edit.after(
                path,
                margin + "- name: \\S+\n" + margin + "  url: \\S+\n",
                "%s- name: %s\n%s  url: http://127.0.0.1:%d/graphql\n"
                        .formatted(margin, service.name(), margin, service.port())));
    }

    private static void permissions(ServiceSpec service, List<Edit> edits) {
        for (EntityName entity : service.entities()) {
            String resource = entity.joined("-");
            StringBuilder own = new StringBuilder();
            for (String action : List.of("read", "create", "update", "remove")) {
                own.append("                            \"%s:%s:own\",\n".formatted(resource, action));
            }
            edits.add(Edit.before(ROLES, " {28}\"referral:read:own\"\\),", own.toString()));
            edits.add(Edit.before(
                    ROLES,
                    " {28}\"saga:read:all\"\\),",
                    "                            \"%s:read:all\",\n".formatted(resource)));
        }
    }

    private static void events(ServiceSpec service, List<Edit> edits) {
        for (EntityName entity : service.entities()) {
            StringBuilder entries = new StringBuilder();
            for (String fact : List.of("created", "changed", "removed")) {
                entries.append("            Map.entry(\"%s.%s\", \"its owner sees it\"),\n"
                        .formatted(entity.joined("-"), fact));
            }
            edits.add(Edit.before(SILENT, " {12}Map\\.entry\\(\"account\\.closable\"", entries.toString()));
        }
    }
}
