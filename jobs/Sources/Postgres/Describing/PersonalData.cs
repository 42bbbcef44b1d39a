namespace Platform.Sources.Postgres.Describing;

/// <summary>Column names that often hold personal data. A guess for a comment, never for a mask: nobody but the owner knows.</summary>
internal static class PersonalData
{
    private static readonly string[] Words =
    [
        "email", "mail", "phone", "mobile", "fax", "ssn", "passport", "birth", "birthday", "dob", "iban", "surname", "firstname", "lastname", "fullname",
        "address", "street", "postcode", "zip", "zipcode", "ip", "password", "token", "secret", "gender", "salary", "latitude", "longitude",
    ];

    private static readonly string[] Phrases = ["first_name", "last_name", "full_name", "middle_name", "date_of_birth", "tax_id", "credit_card", "card_number", "account_number"];

    public static bool LooksLike(string column)
    {
        var name = column.ToLowerInvariant();
        return Phrases.Any(p => name.Contains(p, StringComparison.Ordinal)) || name.Split('_', ' ', '-').Any(w => Words.Contains(w, StringComparer.Ordinal));
    }
}
