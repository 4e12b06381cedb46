package dev.coffer.access.bench;

import java.util.Random;

/**
 * The role-based policy that Casbin measures itself with: ten users to a group, ten groups to a data object, each group may
 * read its own. 1,000 users and 100 groups are 1,100 rules, since who is in a group is a rule too.
 */
final class Rbac {
    static final String ACTION = "read";

    private static final int USERS_OF_A_GROUP = 10;
    private static final int GROUPS_OF_A_DATA = 10;
    private static final int QUESTIONS = 1_024;
    private static final long SEED = 42;

    /** May this user read this? */
    record Question(String user, String data, boolean isPermitted) {}

    private final int users;

    /** @param rules users and groups together: 1,100 or 11,000 or 110,000 */
    Rbac(int rules) {
        this.users = rules / (USERS_OF_A_GROUP + 1) * USERS_OF_A_GROUP;
    }

    int users() {
        return users;
    }

    int groups() {
        return users / USERS_OF_A_GROUP;
    }

    int groupOf(int user) {
        return user / USERS_OF_A_GROUP;
    }

    int dataOf(int group) {
        return group / GROUPS_OF_A_DATA;
    }

    /** About users at random; every other one is permitted. */
    Question[] questions() {
        Random random = new Random(SEED);
        Question[] questions = new Question[QUESTIONS];
        for (int i = 0; i < QUESTIONS; i++) {
            int user = random.nextInt(users);
            int data = dataOf(groupOf(user));
            int other = (data + 1 + random.nextInt(groups() / GROUPS_OF_A_DATA - 1)) % (groups() / GROUPS_OF_A_DATA);
            boolean isPermitted = i % 2 == 0;
            questions[i] = new Question("user" + user, "data" + (isPermitted ? data : other), isPermitted);
        }
        return questions;
    }
}
