package dev.coffer.kyc.screening.list;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a file row by row, in memory that does not grow with it. */
interface ListReader extends AutoCloseable {

    /**
     * The next row.
     *
     * @return null at the end
     * @throws BadRow where the file is not laid out as it should be
     */
    @Nullable
    Row next() throws IOException, BadRow;

    /** @param person null where it is about no person: a company, a ship */
    record Row(long line, @Nullable ListedPerson person) {}

    @Override
    void close() throws IOException;

    static ListReader of(ListFormat format, InputStream file) throws IOException, BadRow {
        return switch (format) {
            case OPEN_SANCTIONS_CSV -> new OpenSanctionsReader(file);
            case OFAC_SDN_XML -> new SdnReader(file);
        };
    }
}
