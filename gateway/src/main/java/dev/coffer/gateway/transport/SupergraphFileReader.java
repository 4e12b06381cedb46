package dev.coffer.gateway.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A supergraph that somebody else composed, in a file. */
final class SupergraphFileReader implements SchemaReader {
    private final Path file;
    private @Nullable String lastText;

    SupergraphFileReader(Path file) {
        this.file = file;
    }

    @Override
    public SchemaLook look() {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            return new SchemaLook.Incomplete("the file " + file + " cannot be read: " + e.getMessage());
        }
        if (text.equals(lastText)) {
            return new SchemaLook.Unchanged();
        }
        lastText = text;
        return Schemas.read(text, file.toString());
    }
}
