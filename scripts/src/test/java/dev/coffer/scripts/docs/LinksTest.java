package dev.coffer.scripts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links of documents to what is in the repository lead somewhere. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?<target>[^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private static List<String> dead(Document document) {
        List<String> dead = new ArrayList<>();
        for (String line : document.prose()) {
            Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("code"));
            while (link.find()) {
                if (isDead(document, link.group("target"))) {
                    dead.add(document.name() + ": " + link.group("target"));
                }
            }
        }
        return dead;
    }

    private static boolean isDead(Document document, String target) {
        if (target.contains("://") || target.startsWith("mailto:")) {
            return false;
        }
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path = file.isEmpty()
                ? document.path()
                : document.path().resolveSibling(file).normalize();
        if (!path.startsWith(Document.ROOT) || !Files.exists(path)) {
            return true;
        }
        return hash >= 0
                && path.toString().endsWith(".md")
                && !Document.read(path).anchors().contains(target.substring(hash + 1));
    }

    @Test
    void every_link_leads_to_a_file_and_a_heading_that_are_there() {
        assertThat(Document.all().stream().flatMap(document -> dead(document).stream()))
                .isEmpty();
    }

    @Test
    void every_document_is_linked_from_another() {
        List<Document> all = Document.all();
        List<Path> linked = new ArrayList<>();
        for (Document document : all) {
            Matcher link = LINK.matcher(String.join("\n", document.prose()));
            while (link.find()) {
                String file = link.group("target").replaceAll("#.*", "");
                linked.add(document.path().resolveSibling(file).normalize());
            }
        }

        assertThat(all.stream()
                        .filter(document -> document.path().startsWith(Document.ROOT.resolve("docs")))
                        .filter(document -> !document.path().startsWith(Document.ROOT.resolve("docs/adr")))
                        .filter(document -> !linked.contains(document.path()))
                        .map(Document::name))
                .isEmpty();
    }

    @Test
    void a_dead_link_is_found() {
        Document document = new Document(
                Document.ROOT.resolve("README.md"),
                List.of(
                        "[a](docs/ledger.md) [b](docs/nothing.md) [c](docs/ledger.md#nowhere) [d](https://example.com)"));

        assertThat(dead(document)).containsExactly("README.md: docs/nothing.md", "README.md: docs/ledger.md#nowhere");
    }
}
