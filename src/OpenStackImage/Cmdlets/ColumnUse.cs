namespace OpenStackImage.Cmdlets;

/// <summary>What the columns of a piped row are for a cmdlet; see <see cref="RowSettings"/>.</summary>
internal enum ColumnUse
{
    /// <summary>Changes of a resource. They are not applied if parameters specify changes.</summary>
    Changes,

    /// <summary>Values of a new resource, in addition to the parameters.</summary>
    NewResource,

    /// <summary>Settings of an operation on a resource, in addition to the parameters, of any parameter set.</summary>
    Operation,
}
