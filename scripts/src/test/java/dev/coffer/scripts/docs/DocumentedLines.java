package dev.coffer.scripts.docs;

import java.util.List;

/** What the blocks of documents have readers type. */
public final class DocumentedLines {

    private DocumentedLines() {}

    /** Each such line of a block once, without blanks around it. */
    public static List<String> startingWith(String beginning) {
        return Document.all().stream()
                .flatMap(document -> document.blocks().stream())
                .flatMap(block -> block.text().lines())
                .map(String::strip)
                .filter(line -> line.startsWith(beginning))
                .distinct()
                .toList();
    }
}
