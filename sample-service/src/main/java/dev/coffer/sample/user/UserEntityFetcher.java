package dev.coffer.sample.user;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import java.util.Map;

/** Users as the federation refers to them. */
@DgsComponent
public class UserEntityFetcher {

    /** Nothing is read here: each field of the user authorises and reads. */
    @DgsEntityFetcher(name = "User")
    public UserView user(Map<String, Object> representation) {
        return new UserView(String.valueOf(representation.get("id")));
    }
}
