package dev.coffer.kyc.screening.list;

import dev.coffer.kyc.screening.name.NameIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes in this process's memory: of each tenant one, made when it is first needed and anew when another version is in force. No
 * more than {@link ScreeningProperties#mostNames} names are kept, of the tenants that were asked for last.
 */
public final class ListIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(ListIndexes.class);
    private static final int MOST_TENANTS = 1_000;

    private final SanctionsImports imports;
    private final ListedPersons persons;
    private final ListVersions versions;
    private final int mostNames;
    private final ReentrantLock loading = new ReentrantLock();
    private final Map<String, ListIndex> loaded = new LinkedHashMap<>(16, 0.75f, true);

    ListIndexes(
            SanctionsImports imports, ListedPersons persons, ListVersions versions, ScreeningProperties properties) {
        this.imports = imports;
        this.persons = persons;
        this.versions = versions;
        this.mostNames = properties.mostNames();
    }

    /** The index of what is in force now, where it is in memory; null otherwise. */
    public @Nullable ListIndex ready(String tenantId) {
        ListIndex known = known(tenantId);
        return known != null && known.version() == versions.current(tenantId) ? known : null;
    }

    /** The index of what is in force now; may take a while. One is made at a time. */
    public ListIndex load(String tenantId) {
        ListIndex ready = ready(tenantId);
        if (ready != null) {
            return ready;
        }
        loading.lock();
        try {
            ListIndex meanwhile = ready(tenantId);
            return meanwhile == null ? keep(tenantId, make(tenantId)) : meanwhile;
        } finally {
            loading.unlock();
        }
    }

    /** It cannot be asked any more. */
    public void drop(ListIndex outdated, String tenantId) {
        synchronized (loaded) {
            loaded.remove(tenantId, outdated);
        }
    }

    private @Nullable ListIndex known(String tenantId) {
        synchronized (loaded) {
            return loaded.get(tenantId);
        }
    }

    private ListIndex keep(String tenantId, ListIndex made) {
        synchronized (loaded) {
            loaded.put(tenantId, made);
            long names = loaded.values().stream().mapToLong(ListIndex::names).sum();
            var eldest = loaded.entrySet().iterator();
            // The one just made was asked for last, and stays whatever it has.
            while ((names > mostNames || loaded.size() > MOST_TENANTS) && loaded.size() > 1) {
                names -= eldest.next().getValue().names();
                eldest.remove();
            }
            return made;
        }
    }

    /** Of one version as a whole: what comes into force meanwhile has it made again. */
    private ListIndex make(String tenantId) {
        while (true) {
            long start = System.nanoTime();
            long version = versions.current(tenantId);
            NameIndex.Builder builder = new NameIndex.Builder();
            List<ListIndex.Part> parts = new ArrayList<>();
            int[] entries = {0};
            for (SanctionsImport one : imports.inForce(tenantId)) {
                parts.add(new ListIndex.Part(one.list(), one.id(), entries[0]));
                persons.forEach(tenantId, one.id(), (number, person) -> {
                    builder.add(person.names(), person.bornOn());
                    entries[0]++;
                });
            }
            NameIndex names = builder.build();
            if (versions.current(tenantId) == version) {
                LOG.info(
                        "{} names of version {} of tenant {} are in memory after {}",
                        names.names(),
                        version,
                        tenantId,
                        Duration.ofNanos(System.nanoTime() - start));
                return new ListIndex(tenantId, version, names, parts, persons);
            }
        }
    }
}
