package dev.coffer.scripts.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the repository. */
record Document(Path path, List<String> lines) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".coffer");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(?<text>.+?) *#*");
    private static final Pattern ANCHOR_LEFT_OUT = Pattern.compile("[^\\p{L}\\p{N}\\p{M} _-]");

    /** @param language as the fence names it, empty for none */
    record Block(String language, int line, String text) {}

    static List<Document> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> Stream.of(ROOT.relativize(path).toString().split("/"))
                            .noneMatch(NOT_OURS::contains))
                    .sorted()
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document read(Path path) {
        try {
            return new Document(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For messages. */
    String name() {
        return ROOT.relativize(path).toString();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String language = null;
        int begun = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.startsWith("```")) {
                text.append(lines.get(i)).append('\n');
            } else if (language == null) {
                language = line.substring(3);
                begun = i + 1;
                text.setLength(0);
            } else {
                blocks.add(new Block(language, begun, text.toString()));
                language = null;
            }
        }
        return blocks;
    }

    /** The lines that are no block. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean isBlock = false;
        for (String line : lines) {
            if (line.strip().startsWith("```")) {
                isBlock = !isBlock;
            } else if (!isBlock) {
                prose.add(line);
            }
        }
        return prose;
    }

    /** What can stand behind {@code #} in a link to this document, as forges make it of its headings. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : prose()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = ANCHOR_LEFT_OUT
                        .matcher(heading.group("text").toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }
}
