package dev.coffer.kyc.file;

import java.io.IOException;

/** A file is not taken. An exception because it ends the reading from deep within; whoever receives files answers the code. */
public final class RefusedFile extends IOException {

    private static final long serialVersionUID = 1L;

    private final FileRefusal code;

    RefusedFile(FileRefusal code) {
        super(code.name());
        this.code = code;
    }

    public FileRefusal code() {
        return code;
    }
}
