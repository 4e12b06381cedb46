package dev.coffer.scripts.scaffold;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of a new service, made from those of the sample. */
final class Template {

    private static final Pattern IMPORTS = Pattern.compile("(?:import (?:static )?[\\w.]+;\n+)+");
    private static final Pattern IMPORTED = Pattern.compile("import (?:static )?[\\w.]+\\.(\\w+);");
    private static final Pattern OF_ENTITY = Pattern.compile("/item[./]|/[A-Za-z]*Item[A-Za-z]*\\.java$");
    private static final String STATIC = "import static ";
    private static final String TEST_SUITES = "scripts/src/test/java/";

    private final Map<String, String> sample;
    private final ServiceSpec service;

    Template(Map<String, String> sample, ServiceSpec service) {
        this.sample = sample;
        this.service = service;
    }

    /** By path below the checkout. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        Set<String> kept = service.parts().stream().map(Part::key).collect(Collectors.toSet());
        sample.forEach((path, text) -> {
            String left = Marks.keep(text, kept);
            if (!left.isBlank()) {
                List<EntityName> entities = OF_ENTITY.matcher(path).find()
                        ? service.entities()
                        : List.of(service.entities().getFirst());
                entities.forEach(entity -> files.put(target(path, entity), made(path, left, entity)));
            }
        });
        files.put(service.module() + "/" + ServiceSpec.FILE, service.text());
        return files;
    }

    /** The sample's suite is compiled with the tests, because no system has it; that of a service is part of the command. */
    private String target(String path, EntityName entity) {
        String named = new Names(service, entity).inPath(path);
        return named.startsWith(TEST_SUITES) ? "scripts/src/main/java/" + named.substring(TEST_SUITES.length()) : named;
    }

    private String made(String path, String text, EntityName entity) {
        boolean isProse = path.endsWith(".md");
        String made = Marks.each(
                text,
                piece -> named(piece, entity, isProse),
                piece -> service.entities().stream()
                        .map(each -> named(piece, each, isProse))
                        .collect(Collectors.joining()));
        return path.endsWith(".java") ? tidied(made) : made;
    }

    private String named(String piece, EntityName entity, boolean isProse) {
        Names names = new Names(service, entity);
        return isProse ? names.inProse(piece) : names.inCode(piece);
    }

    /** Without imports that what was left out needed, and with the others in order. */
    private static String tidied(String source) {
        Matcher imports = IMPORTS.matcher(source);
        if (!imports.find()) {
            return source;
        }
        String head = source.substring(0, imports.start());
        String body = source.substring(imports.end());
        Set<String> used = new HashSet<>(Arrays.asList((head + body).split("\\W+")));
        List<String> needed =
                imports.group().lines().filter(line -> isUsed(line, used)).toList();
        String ordered = group(needed, true) + group(needed, false);
        return (head + ordered + body).stripTrailing() + "\n";
    }

    private static boolean isUsed(String line, Set<String> used) {
        Matcher imported = IMPORTED.matcher(line);
        return imported.find() && used.contains(imported.group(1));
    }

    private static String group(List<String> imports, boolean isStatic) {
        String lines = imports.stream()
                .filter(line -> line.startsWith(STATIC) == isStatic)
                .sorted(Comparator.comparing(line -> line.substring(0, line.length() - 1)))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : lines + "\n";
    }
}
