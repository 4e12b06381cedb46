package dev.coffer.kyc.screening.list;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files of lists and puts them in force. What is read is kept with how far it is read, so that another process goes on there when
 * this one is gone; and it counts for nobody before all of it is there.
 */
final class ReadList {

    private static final Logger LOG = LoggerFactory.getLogger(ReadList.class);

    /** A list that loses more than this share of its persons at once was probably cut off. */
    private static final double MOST_LOST = 0.5;

    private final SanctionsImports imports;
    private final ListFiles files;
    private final ListedPersons persons;
    private final ListVersions versions;
    private final Transactions transactions;
    private final ScreeningProperties properties;
    private final Clock clock;
    private final String holder;

    ReadList(
            SanctionsImports imports,
            ListFiles files,
            ListedPersons persons,
            ListVersions versions,
            Transactions transactions,
            ScreeningProperties properties,
            Ids ids,
            Clock clock) {
        this.imports = imports;
        this.files = files;
        this.persons = persons;
        this.versions = versions;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
        this.holder = ids.next();
    }

    /** Reads one list that is due, to its end. @return whether there was one */
    boolean readNext() {
        SanctionsImport taken = imports.take(holder, clock.instant(), properties.lease());
        if (taken == null) {
            return false;
        }
        try {
            read(taken);
        } catch (BadRow bad) {
            imports.fail(taken, holder, String.valueOf(bad.getMessage()), clock.instant());
            LOG.warn("List {} of tenant {} is not taken: {}", taken.list(), taken.tenantId(), bad.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return true;
    }

    private void read(SanctionsImport taken) throws IOException, BadRow {
        String upload = Objects.requireNonNull(taken.upload());
        try (InputStream file = files.open(taken.tenantId(), taken.id(), upload);
                ListReader reader = ListReader.of(taken.format(), file)) {
            for (long row = 0; row < taken.rows(); row++) {
                reader.next();
            }
            SanctionsImport read = readOn(taken, reader);
            if (read != null) {
                enforce(read);
            }
        }
    }

    /** @return null where somebody else has it by now */
    private @Nullable SanctionsImport readOn(SanctionsImport taken, ListReader reader) throws IOException, BadRow {
        SanctionsImport read = taken;
        while (true) {
            List<ListedPerson> batch = new ArrayList<>();
            int rows = 0;
            for (; rows < properties.batch(); rows++) {
                ListReader.Row row = reader.next();
                if (row == null) {
                    break;
                }
                if (row.person() != null) {
                    batch.add(row.person());
                }
            }
            SanctionsImport next = further(read, rows, batch);
            if (next.names() > properties.mostNames()) {
                throw new BadRow(next.rows(), "the list has more than " + properties.mostNames() + " names");
            }
            if (!keep(read, next, batch)) {
                return null;
            }
            read = next;
            if (rows < properties.batch()) {
                return read;
            }
        }
    }

    private static SanctionsImport further(SanctionsImport read, int rows, List<ListedPerson> batch) {
        int names = batch.stream().mapToInt(person -> person.names().size()).sum();
        return new SanctionsImport(
                read.id(),
                read.tenantId(),
                read.list(),
                read.format(),
                read.state(),
                read.mayShrink(),
                read.by(),
                read.createdAt(),
                read.uploadUntil(),
                read.upload(),
                read.rows() + rows,
                read.persons() + batch.size(),
                read.names() + names,
                null);
    }

    private boolean keep(SanctionsImport before, SanctionsImport next, List<ListedPerson> batch) {
        return transactions.inTransaction(unit -> {
            if (!imports.progress(unit, next, holder, clock.instant().plus(properties.lease()))) {
                return false;
            }
            if (!batch.isEmpty()) {
                persons.append(unit, next.tenantId(), next.id(), before.persons(), batch);
            }
            return true;
        });
    }

    private void enforce(SanctionsImport read) throws BadRow {
        long before = imports.inForce(read.tenantId()).stream()
                .filter(one -> one.list().equals(read.list()))
                .mapToLong(SanctionsImport::persons)
                .sum();
        if (!read.mayShrink() && read.persons() < before * MOST_LOST) {
            throw new BadRow(
                    read.rows() + 1,
                    "the file ends with " + read.persons() + " persons, and the version in force has " + before
                            + "; say mayShrink where that is right");
        }
        boolean isInForce = transactions.inTransaction(unit -> {
            if (!imports.progress(unit, read, holder, clock.instant())) {
                return false;
            }
            imports.enforce(unit, read, holder, clock.instant());
            versions.next(unit, read.tenantId(), clock.instant());
            return true;
        });
        if (isInForce) {
            files.delete(read.tenantId(), read.id());
            LOG.info("List {} of tenant {} is in force with {} names", read.list(), read.tenantId(), read.names());
        }
    }

    /** Deletes what is stored of versions that are not in force any more, or never will be. */
    void clear() {
        imports.expire(clock.instant());
        for (SanctionsImport ended :
                imports.leftBehind(clock.instant().minus(properties.keepFor()), properties.batch())) {
            files.delete(ended.tenantId(), ended.id());
            persons.delete(ended.tenantId(), ended.id());
            imports.cleared(ended);
        }
    }
}
