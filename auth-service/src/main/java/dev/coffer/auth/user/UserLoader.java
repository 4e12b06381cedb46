package dev.coffer.auth.user;

import com.netflix.graphql.dgs.DgsDataLoader;
import dev.coffer.core.identity.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.dataloader.MappedBatchLoader;

/** Loads the users that one request names by {@code _entities} with one read. */
@DgsDataLoader(name = UserLoader.NAME)
class UserLoader implements MappedBatchLoader<UserLoader.Asked, User> {

    static final String NAME = "users";

    private final FindUser findUser;

    UserLoader(FindUser findUser) {
        this.findUser = findUser;
    }

    /** Who is asked for, and by whom. */
    record Asked(Caller caller, String id) {}

    @Override
    public CompletionStage<Map<Asked, User>> load(Set<Asked> asked) {
        Map<Caller, List<Asked>> byCaller = asked.stream().collect(Collectors.groupingBy(Asked::caller));
        Map<Asked, User> loaded = new HashMap<>();
        byCaller.forEach((caller, theirs) -> {
            Map<String, User> found =
                    findUser.findAll(caller, theirs.stream().map(Asked::id).toList());
            theirs.stream()
                    .filter(one -> found.containsKey(one.id()))
                    .forEach(one -> loaded.put(one, found.get(one.id())));
        });
        return CompletableFuture.completedFuture(loaded);
    }
}
