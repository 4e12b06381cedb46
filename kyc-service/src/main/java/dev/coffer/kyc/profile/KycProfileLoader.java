package dev.coffer.kyc.profile;

import com.netflix.graphql.dgs.DgsDataLoader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dataloader.MappedBatchLoader;

/** Reads the profiles of all users of a request at once. */
@DgsDataLoader(name = KycProfileLoader.NAME, maxBatchSize = KycProfiles.MAX_BATCH)
public class KycProfileLoader implements MappedBatchLoader<ProfileKey, KycProfile> {

    static final String NAME = "kycProfiles";

    private final FindProfile findProfile;

    KycProfileLoader(FindProfile findProfile) {
        this.findProfile = findProfile;
    }

    @Override
    public CompletionStage<Map<ProfileKey, KycProfile>> load(Set<ProfileKey> keys) {
        return CompletableFuture.completedFuture(findProfile.find(keys));
    }
}
