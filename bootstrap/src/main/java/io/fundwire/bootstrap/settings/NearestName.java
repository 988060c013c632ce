package io.fundwire.bootstrap.settings;

import java.util.Collection;
import java.util.Comparator;

/// Finds the name that somebody may have meant: the one with the fewest letters to be changed,
/// inserted or left out.
public final class NearestName {

    /// What is longer is near to nothing, and would take long to compare.
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /// The nearest of the names, of which there is at least one.
    public static String to(String wrong, Collection<String> names) {
        String compared = wrong.substring(0, Math.min(wrong.length(), MAX_LENGTH));
        return names.stream()
                .min(
                        Comparator.<String>comparingInt(name -> distance(compared, name))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /// Levenshtein's distance, one row of the table at a time.
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
