; Optional installer for Windows (Inno Setup 6). It needs no administrator rights and adds the program to
; "Open with" without becoming the default for any file type. Not run by the tests; build it with
;   iscc /DVersion=1.2.3 .ci\release\windows\installer.iss
#ifndef Version
  #error Version is not defined: iscc /DVersion=1.2.3
#endif
#define Classes "Software\Classes"

[Setup]
AppId={{7C0C5C0B-5C0E-4F0E-9C39-9C2D4B1E7A11}
AppName=xray-desktop
AppVersion={#Version}
DefaultDirName={autopf}\xray-desktop
DefaultGroupName=xray-desktop
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=xray-desktop-{#Version}-windows-setup
Compression=lzma2
SolidCompression=yes
UninstallDisplayIcon={app}\xray-desktop.exe

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"

[Files]
Source: "..\..\dist\xray-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\xray-desktop"; Filename: "{app}\xray-desktop.exe"

[Registry]
Root: HKA; Subkey: "{#Classes}\xray-desktop.image"; ValueType: string; ValueData: "Radiograph"; Flags: uninsdeletekey
Root: HKA; Subkey: "{#Classes}\xray-desktop.image\shell\open\command"; ValueType: string; ValueData: """{app}\xray-desktop.exe"" ""%1"""
#define Offer(Suffix) 'Root: HKA; Subkey: "' + Classes + '\.' + Suffix + '\OpenWithProgids"; ValueType: string; ValueName: "xray-desktop.image"; Flags: uninsdeletevalue'
#emit Offer("dcm")
#emit Offer("dicom")
#emit Offer("jpg")
#emit Offer("jpeg")
#emit Offer("png")
#emit Offer("tif")
#emit Offer("tiff")
#emit Offer("bmp")
#emit Offer("webp")
