package dev.coffer.bonus.competition;

/**
 * A leaderboard shows other scores than before, or has its results.
 *
 * @param templateCode of the template
 * @param label tells its competitions apart
 */
record LeaderboardChanged(String templateCode, String label) {

    static final String TYPE = "bonus.leaderboard-changed";
}
